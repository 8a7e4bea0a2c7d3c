package dev.foley.facade.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Singleton;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;

/**
 * Compares passwords with their hashes. bcrypt is slow by design, so it never runs on an event loop, leaves half of the
 * processors to others, and is not asked again whether what was right a moment ago still is.
 */
@Singleton
class PasswordChecks {
    /** Two names of one algorithm, of which Elytron knows the second. */
    private static final String TWO_B = "^\\$2b";
    private static final String TWO_Y = "\\$2y";
    private static final String ALGORITHM = "HmacSHA256";

    private final WorkerExecutor workers;
    private final SecretKeySpec secret;
    /** The last password that was right for each hash, under a key that lives and dies with this process. */
    private final Map<String, byte[]> right = new ConcurrentHashMap<>();

    PasswordChecks(Vertx vertx) {
        workers = vertx.createSharedWorkerExecutor("foley-passwords",
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        secret = new SecretKeySpec(key, ALGORITHM);
    }

    /** Whether the password has that bcrypt hash. A wrong one always takes bcrypt's time. */
    Uni<Boolean> matches(String password, String hash) {
        byte[] print = print(password, hash);
        byte[] before = right.get(hash);
        if (before != null && MessageDigest.isEqual(before, print)) {
            return Uni.createFrom().item(true);
        }
        return workers.executeBlocking(() -> BcryptUtil.matches(password, hash.replaceFirst(TWO_B, TWO_Y)), false)
                .invoke(matches -> {
                    if (matches) {
                        right.put(hash, print);
                    }
                });
    }

    private byte[] print(String password, String hash) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(hash.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
