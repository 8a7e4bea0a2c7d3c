package dev.foley.kie;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Verifies, and for tests makes, the signature of a callback: Base64(HMAC-SHA256(key, taskId + "." + timestamp)). The
 * body is not signed, so even a valid callback is but a hint to read the task's state.
 */
public final class CallbackSignature {
    /** Unix seconds, as text. */
    public static final String TIMESTAMP_HEADER = "X-Webhook-Timestamp";
    public static final String SIGNATURE_HEADER = "X-Webhook-Signature";

    /** kie.ai documents no tolerance; five minutes are customary for webhooks. */
    public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Duration tolerance;
    private final Clock clock;

    /**
     * @param key       the account's webhook key
     * @param tolerance how far the timestamp may lie in the past, and in the future
     * @throws IllegalArgumentException when the key is blank or the tolerance negative
     */
    public CallbackSignature(String key, Duration tolerance, Clock clock) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("the webhook key must not be blank");
        }
        if (tolerance.isNegative()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "the tolerance is %s: must not be negative", tolerance));
        }
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /** The task id that a callback's body names; empty bodies, two different ids and no id at all are invalid. */
    public static Verification taskId(String body) {
        JsonNode root = Answers.parse(() -> Answers.JSON.readTree(body));
        if (!root.isObject()) {
            return new Verification.Invalid(Reason.MALFORMED_BODY);
        }
        JsonNode data = root.path("data");
        Set<String> ids = Stream.of(data.path("taskId"), data.path("task_id"), root.path("taskId"))
                .map(RecordInfoReader::text)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return switch (ids.size()) {
            case 0 -> new Verification.Invalid(Reason.NO_TASK_ID);
            case 1 -> new Verification.Valid(ids.iterator().next());
            default -> new Verification.Invalid(Reason.TWO_TASK_IDS);
        };
    }

    /**
     * Checks a callback as it was received.
     *
     * @param timestamp the header's text as received; null where it is absent
     * @param signature the header's text as received; null where it is absent
     */
    public Verification verify(@Nullable String timestamp, @Nullable String signature, String body) {
        if (timestamp == null || signature == null) {
            return new Verification.Invalid(Reason.UNSIGNED);
        }
        return taskId(body) instanceof Verification.Valid named
                ? verify(timestamp, signature, named)
                : taskId(body);
    }

    private Verification verify(String timestamp, String signature, Verification.Valid named) {
        byte[] expected = sign(named.taskId(), timestamp).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, signature.strip().getBytes(StandardCharsets.UTF_8))) {
            return new Verification.Invalid(Reason.WRONG_SIGNATURE);
        }
        return isTimely(timestamp) ? named : new Verification.Invalid(Reason.STALE_TIMESTAMP);
    }

    private boolean isTimely(String timestamp) {
        try {
            Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp.strip()));
            return Duration.between(signed, clock.instant()).abs().compareTo(tolerance) <= 0;
        } catch (NumberFormatException | DateTimeException | ArithmeticException noTime) {
            return false;
        }
    }

    /**
     * What kie.ai would send in {@value #SIGNATURE_HEADER}: for tests of whoever receives callbacks.
     *
     * @param timestamp the text of {@value #TIMESTAMP_HEADER}, unix seconds
     */
    public String sign(String taskId, String timestamp) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] digest = mac.doFinal((taskId + "." + timestamp).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The outcome of a check. */
    public sealed interface Verification {
        /** @param taskId which task to read the state of */
        record Valid(String taskId) implements Verification {}

        record Invalid(Reason reason) implements Verification {}
    }

    /** Why a callback is refused. */
    public enum Reason {
        /** One of the two headers is missing. */
        UNSIGNED,
        /** Not a JSON object. */
        MALFORMED_BODY,
        NO_TASK_ID,
        /** The body names two different tasks. */
        TWO_TASK_IDS,
        WRONG_SIGNATURE,
        /** Further in the past or the future than the tolerance, or not a time. */
        STALE_TIMESTAMP
    }
}
