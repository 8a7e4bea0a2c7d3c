package dev.foley.facade.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Delays logins after wrong passwords. Failures are counted per user and address, per user, and per address. Each count has a
 * number of free failures; after that, the delay doubles with each failure.
 */
final class LoginThrottle {
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    /** After this long without one, failures are forgotten. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);
    /** People mistype. */
    private static final int FREE_FOR_BOTH = 5;
    /** A user who is attacked from many addresses at once must not be locked out by the first of them. */
    private static final int FREE_FOR_USER = 20;
    /** Many people may come through one proxy. */
    private static final int FREE_FOR_ADDRESS = 50;
    /** Names and addresses that are remembered; the least recent are dropped. */
    private static final int MOST = 10_000;

    private record Key(@Nullable String user, @Nullable String address, int free) {}

    private record Failures(int count, long last) {}

    private final LongSupplier nanoTime;
    private final Map<Key, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
            return size() > MOST;
        }
    };

    LoginThrottle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private static List<Key> keys(String user, String address) {
        return List.of(new Key(user, address, FREE_FOR_BOTH), new Key(user, null, FREE_FOR_USER),
                new Key(null, address, FREE_FOR_ADDRESS));
    }

    /** How long that user has to wait at that address; empty where a password may be checked now. */
    synchronized Optional<Duration> delay(String user, String address) {
        long now = nanoTime.getAsLong();
        return keys(user, address).stream()
                .map(key -> delay(key, now))
                .max(Duration::compareTo)
                .filter(delay -> !delay.isNegative() && !delay.isZero());
    }

    private Duration delay(Key key, long now) {
        Failures before = failures.get(key);
        int charged = before == null ? 0 : before.count() - key.free();
        if (charged <= 0) {
            return Duration.ZERO;
        }
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(charged - 1, 6));
        return (delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY).minusNanos(now - before.last());
    }

    /** That password was wrong. */
    synchronized void failed(String user, String address) {
        long now = nanoTime.getAsLong();
        for (Key key : keys(user, address)) {
            failures.merge(key, new Failures(1, now), (before, first) -> now - before.last() > FORGOTTEN.toNanos()
                    ? first
                    : new Failures(before.count() + 1, now));
        }
    }
}
