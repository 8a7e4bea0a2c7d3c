package dev.foley.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import dev.foley.sandbox.config.SandboxConfig;

/** Checks the key, which every call of the API is checked for first. */
final class Doorkeeper {

    private final SandboxConfig config;

    Doorkeeper(SandboxConfig config) {
        this.config = config;
    }

    /**
     * The key of a call.
     *
     * @throws Refused with 401 if there is none, or another than the configured one
     */
    String admit(Call call) {
        String key = call.apiKey().orElseThrow(() -> new Refused(Refusals.NO_ACCESS));
        if (config.apiKey().isPresent() && !isSame(config.apiKey().get(), key)) {
            throw new Refused(Refusals.NO_ACCESS);
        }
        return key;
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
