package dev.foley.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

import dev.foley.SoundEffectRequest;

/** SHA-256, of audio and of requests. */
final class Digests {
    private Digests() {}

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /** The same for two requests that ask for the same sound; the callback URL does not count. */
    static byte[] fingerprint(SoundEffectRequest request) {
        String canonical = String.format(Locale.ROOT, "%s\n%s\n%s\n%s\n%s", request.outputFormat().wireName(),
                request.loop(),
                request.durationSeconds(), request.promptInfluence(), request.text());
        return sha256(canonical.getBytes(StandardCharsets.UTF_8));
    }
}
