package dev.foley.kie;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.foley.error.SoundEffectException;
import dev.foley.error.UnreadableAnswerException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Judges what came back. The envelope's {@code code} decides where there is an envelope, whatever the HTTP status, for
 * kie.ai reports errors inside HTTP 200; the status decides where there is none.
 */
final class Answers {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Enough of a page of HTML to recognise it by, and little enough for a log line. */
    private static final int EXCERPT = 200;
    private static final int OK = 200;
    /** Beside 200, by published clients. */
    private static final int OLDER_OK = 0;
    private static final int REQUEST_TIMEOUT = 408;
    /** No envelope: kie.ai's codes are positive. */
    private static final int NONE = -1;

    /** 32 hexadecimal digits on the wire, {@code task_elevenlabs_<millis>} on a page; no sentence, and no small number. */
    private static final Pattern BARE_TASK_ID = Pattern.compile("[\\w.:-]{6,200}");

    private Answers() {}

    /**
     * Returns the envelope's {@code data}, a missing node where it has none.
     *
     * @throws dev.foley.error.KieAnswerException when the answer is a refusal
     * @throws UnreadableAnswerException when a success or a 5xx status has no envelope
     */
    static JsonNode data(RestResponse<byte[]> response, ApiKey key, Clock clock) {
        int status = response.getStatus();
        byte[] body = response.getEntity() == null ? new byte[0] : response.getEntity();
        JsonNode envelope = envelope(body);
        int code = code(envelope);
        boolean contradictsItsStatus = (code == OK || code == OLDER_OK) && status >= 400
                && !envelope.hasNonNull("data");
        if (code == NONE || contradictsItsStatus) {
            throw withoutEnvelope(status, key.mask(excerpt(body)), retryAfter(response, clock));
        }
        if (code == OK || code == OLDER_OK) {
            return envelope.path("data");
        }
        throw ErrorTable.of(code, key.mask(message(envelope)), retryAfter(response, clock));
    }

    /**
     * {@link #data} of createTask. An answer that names a task is an acceptance, whatever its code: the task is there, and
     * will be paid for.
     */
    static JsonNode created(RestResponse<byte[]> response, ApiKey key, Clock clock) {
        byte[] body = response.getEntity() == null ? new byte[0] : response.getEntity();
        String taskId = taskId(envelope(body));
        if (taskId != null) {
            return TextNode.valueOf(taskId);
        }
        data(response, key, clock);
        throw new UnreadableAnswerException(response.getStatus(), "a success without a task id");
    }

    /** Where the API page, older pages and published clients have it; {@code data} may be the id itself, or words. */
    private static @Nullable String taskId(JsonNode envelope) {
        JsonNode data = envelope.path("data");
        String bare = RecordInfoReader.text(data);
        return Stream.of(data.path("taskId"), data.path("task_id"), data.path("recordId"), envelope.path("taskId"),
                envelope.path("task_id"))
                .map(RecordInfoReader::text)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(bare != null && BARE_TASK_ID.matcher(bare).matches() ? bare : null);
    }

    /** A 4xx status refuses, whatever its body; a 408 or 5xx says nothing of what was done before it. */
    private static SoundEffectException withoutEnvelope(int status, String excerpt, @Nullable Duration retryAfter) {
        return status >= 400 && status < 500 && status != REQUEST_TIMEOUT
                ? ErrorTable.of(status, excerpt, retryAfter)
                : new UnreadableAnswerException(status, excerpt);
    }

    private static int code(JsonNode envelope) {
        JsonNode code = envelope.path("code");
        boolean number = code.isNumber() && code.canConvertToInt();
        return number || code.isTextual() && code.textValue().matches("\\d{1,9}") ? code.asInt() : NONE;
    }

    private static JsonNode envelope(byte[] body) {
        JsonNode node = parse(() -> JSON.readTree(body));
        return node.isObject() ? node : MissingNode.getInstance();
    }

    /** The JSON, or a missing node where it is none; Jackson lets a number of an absurd exponent throw as what it is. */
    static JsonNode parse(Parser parser) {
        try {
            JsonNode node = parser.parse();
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException | NumberFormatException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** Reads JSON from wherever it is. */
    @FunctionalInterface
    interface Parser {
        @Nullable
        JsonNode parse() throws IOException;
    }

    private static String message(JsonNode envelope) {
        JsonNode text = envelope.hasNonNull("msg") ? envelope.path("msg") : envelope.path("message");
        return text.isValueNode() && !text.isNull() ? text.asText() : "";
    }

    private static String excerpt(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 4 * EXCERPT), StandardCharsets.UTF_8);
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }

    /** Seconds or an HTTP date, as RFC 9110 has it; none where the header is absent or neither. */
    private static @Nullable Duration retryAfter(RestResponse<?> response, Clock clock) {
        String header = response.getHeaderString(HttpHeaders.RETRY_AFTER);
        if (header == null) {
            return null;
        }
        String value = header.strip();
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration wait = Duration.between(clock.instant(), at);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException neither) {
            return null;
        }
    }
}
