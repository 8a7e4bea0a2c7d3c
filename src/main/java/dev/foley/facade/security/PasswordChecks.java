package dev.foley.facade.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
 * processors to others, and is not asked again whether what was right a moment ago still is. The number
 * of waiting checks is limited, in all and per address, so that guessing passwords does not keep others from logging in.
 */
@Singleton
class PasswordChecks {
    /** Two names of one algorithm, of which Elytron knows the second. */
    private static final String TWO_B = "^\\$2b";
    private static final String TWO_Y = "\\$2y";
    private static final String ALGORITHM = "HmacSHA256";

    /** Checks that are under way or wait; a check takes from 0.05 to 1 second. */
    static final int MOST = 32;
    /** Of those, the ones for one address. */
    static final int MOST_OF_ADDRESS = 8;
    /** Some checks have ended by then. */
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final WorkerExecutor workers;
    private final SecretKeySpec secret;
    /** The last password that was right for each hash, under a key that lives and dies with this process. */
    private final Map<String, byte[]> right = new ConcurrentHashMap<>();
    private final Map<String, Integer> waitingOf = new HashMap<>();
    /** By the password's and the hash's print: the same check is made once for all who ask for it meanwhile. */
    private final Map<ByteBuffer, Uni<Boolean>> underWay = new HashMap<>();

    PasswordChecks(Vertx vertx) {
        workers = vertx.createSharedWorkerExecutor("foley-passwords",
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        secret = new SecretKeySpec(key, ALGORITHM);
    }

    /** Whether the password was the last one that was found to have that hash. Takes no time. */
    boolean wasRight(String password, String hash) {
        byte[] before = right.get(hash);
        return before != null && MessageDigest.isEqual(before, print(password, hash));
    }

    /**
     * Whether the password has that bcrypt hash. A wrong one always takes bcrypt's time; fails with
     * {@link TooManyLoginsException} where too many checks wait.
     *
     * @param address the client's IP address
     */
    Uni<Boolean> matches(String password, String hash, String address) {
        byte[] print = print(password, hash);
        synchronized (this) {
            ByteBuffer key = ByteBuffer.wrap(print);
            Uni<Boolean> same = underWay.get(key);
            if (same != null) {
                return same;
            }
            if (underWay.size() >= MOST || waitingOf.getOrDefault(address, 0) >= MOST_OF_ADDRESS) {
                return Uni.createFrom().failure(new TooManyLoginsException(BUSY));
            }
            waitingOf.merge(address, 1, Integer::sum);
            CompletableFuture<Boolean> check = check(password, hash, print);
            Uni<Boolean> answer = Uni.createFrom().completionStage(() -> check);
            underWay.put(key, answer);
            check.whenComplete((matches, fault) -> ended(key, address));
            return answer;
        }
    }

    /** Runs to its end even when the client has disconnected, so that disconnecting does not free a place in the queue. */
    private CompletableFuture<Boolean> check(String password, String hash, byte[] print) {
        return workers.executeBlocking(() -> BcryptUtil.matches(password, hash.replaceFirst(TWO_B, TWO_Y)), false)
                .invoke(matches -> {
                    if (matches) {
                        right.put(hash, print);
                    }
                })
                .subscribeAsCompletionStage();
    }

    private synchronized void ended(ByteBuffer key, String address) {
        underWay.remove(key);
        waitingOf.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
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
