package dev.foley.kie;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
    private static final Pattern BASE64_OF_SHA256 = Pattern.compile("[A-Za-z0-9+/]{43}=");

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
        Set<String> ids = new HashSet<>();
        try (JsonParser json = Answers.JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return new Verification.Invalid(Reason.MALFORMED_BODY);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("data") && value == JsonToken.START_OBJECT) {
                    addIds(json, Set.of("taskId", "task_id"), ids);
                } else {
                    addId(json, field.equals("taskId"), ids);
                }
            }
            if (json.nextToken() != null) {
                return new Verification.Invalid(Reason.MALFORMED_BODY);
            }
        } catch (IOException | NumberFormatException notJson) {
            return new Verification.Invalid(Reason.MALFORMED_BODY);
        }
        return switch (ids.size()) {
            case 0 -> new Verification.Invalid(Reason.NO_TASK_ID);
            case 1 -> new Verification.Valid(ids.iterator().next());
            default -> new Verification.Invalid(Reason.TWO_TASK_IDS);
        };
    }

    private static void addIds(JsonParser json, Set<String> names, Set<String> ids) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            addId(json, names.contains(field), ids);
        }
    }

    /** Adds the value that the parser is at, where it is an id, and leaves it behind. */
    private static void addId(JsonParser json, boolean named, Set<String> ids) throws IOException {
        JsonToken value = json.currentToken();
        boolean number = value != null && value.isNumeric();
        if (number) {
            // Parsed only when asked for; one of an absurd exponent fails.
            json.getDecimalValue();
        }
        if (named && (number || value == JsonToken.VALUE_STRING) && !json.getText().isBlank()) {
            ids.add(json.getText());
        }
        json.skipChildren();
    }

    /**
     * What the headers of a callback say before its body is read; empty where the body has to tell the rest.
     *
     * @param timestamp the header's text as received; null where it is absent
     * @param signature the header's text as received; null where it is absent
     */
    public Optional<Reason> refusal(@Nullable String timestamp, @Nullable String signature) {
        if (timestamp == null || signature == null) {
            return Optional.of(Reason.UNSIGNED);
        }
        if (!BASE64_OF_SHA256.matcher(signature.strip()).matches()) {
            return Optional.of(Reason.WRONG_SIGNATURE);
        }
        return isTimely(timestamp) ? Optional.empty() : Optional.of(Reason.STALE_TIMESTAMP);
    }

    /**
     * Checks a callback as it was received.
     *
     * @param timestamp the header's text as received; null where it is absent
     * @param signature the header's text as received; null where it is absent
     */
    public Verification verify(@Nullable String timestamp, @Nullable String signature, String body) {
        Optional<Reason> refusal = refusal(timestamp, signature);
        if (timestamp == null || signature == null || refusal.isPresent()) {
            return new Verification.Invalid(refusal.orElse(Reason.UNSIGNED));
        }
        Verification named = taskId(body);
        return named instanceof Verification.Valid valid && !isSigned(valid.taskId(), timestamp, signature)
                ? new Verification.Invalid(Reason.WRONG_SIGNATURE)
                : named;
    }

    private boolean isSigned(String taskId, String timestamp, String signature) {
        return MessageDigest.isEqual(sign(taskId, timestamp).getBytes(StandardCharsets.UTF_8),
                signature.strip().getBytes(StandardCharsets.UTF_8));
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
