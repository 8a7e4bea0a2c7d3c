package dev.foley.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.foley.sandbox.task.SoundTask;
import dev.foley.sandbox.task.SoundTasks;

/** The URLs of results: {@code /as/<taskId>_<millis>.<ext>}, and renewed ones with an expiry and a signature. */
final class MediaLinks {

    /** Where the media host keeps audio, as on the wire. */
    static final String FOLDER = "/as/";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key = new SecretKeySpec(random(), ALGORITHM);
    private final Supplier<String> base;
    private final SoundTasks tasks;
    private final Clock clock;
    private final Duration lifetime;

    /**
     * @param base the sandbox's own URL, known once it listens
     * @param lifetime of a signed link
     */
    MediaLinks(Supplier<String> base, SoundTasks tasks, Clock clock, Duration lifetime) {
        this.base = base;
        this.tasks = tasks;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    private static byte[] random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    String urlOf(SoundTask task) {
        return base.get() + FOLDER + task.fileName();
    }

    /** A link that works for a while from now on, if the URL is one of a result. */
    Optional<String> sign(String url) {
        String prefix = base.get() + FOLDER;
        if (!url.startsWith(prefix)) {
            return Optional.empty();
        }
        String file = url.substring(prefix.length()).split("\\?", 2)[0];
        long expires = clock.instant().plus(lifetime).toEpochMilli();
        return find(file).map(task -> String.format(Locale.ROOT, "%s%s?expires=%d&signature=%s", prefix, file, expires,
                signature(file, "" + expires)));
    }

    /** The task whose audio has this name. */
    Optional<SoundTask> find(String file) {
        int end = file.indexOf('_');
        if (end < 0) {
            return Optional.empty();
        }
        return tasks.find(file.substring(0, end)).filter(task -> task.fileName().equals(file));
    }

    /** Whether a link was signed here and has not expired. */
    boolean isSigned(String file, String expires, String signature) {
        boolean authentic = MessageDigest.isEqual(signature(file, expires).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.US_ASCII));
        return authentic && Long.parseLong(expires) > clock.millis();
    }

    private String signature(String file, String expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((file + "." + expires).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
