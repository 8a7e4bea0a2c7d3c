package dev.foley.kie;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record in any of the shapes seen: JSON in a string or as it is, numbers as strings, result URLs under
 * {@code resultJson} or {@code response}, keys missing or null. What cannot be read counts as absent.
 */
final class RecordInfoReader {
    private RecordInfoReader() {}

    static RecordInfo read(JsonNode data, String askedFor) {
        String taskId = text(data.path("taskId"));
        return new RecordInfo(taskId == null ? askedFor : taskId,
                orEmpty(text(data.path("state"))),
                param(data),
                resultUrls(data),
                text(data.path("failCode")),
                text(data.path("failMsg")),
                credits(data),
                instant(data.path("createTime")),
                instant(data.path("completeTime")));
    }

    private static List<String> resultUrls(JsonNode data) {
        List<String> urls = urls(json(data.path("resultJson")).path("resultUrls"));
        return urls.isEmpty() ? urls(json(data.path("response")).path("resultUrls")) : urls;
    }

    private static List<String> urls(JsonNode node) {
        JsonNode list = json(node);
        if (!list.isArray()) {
            String single = text(node);
            return single == null ? List.of() : List.of(single);
        }
        return StreamSupport.stream(list.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(url -> !url.isBlank())
                .toList();
    }

    private static RecordInfo.@Nullable Param param(JsonNode data) {
        JsonNode param = json(data.path("param"));
        JsonNode found = param.isObject() ? param : json(data.path("paramJson"));
        if (!found.isObject()) {
            return null;
        }
        JsonNode input = json(found.path("input"));
        return new RecordInfo.Param(text(found.path("model")),
                text(input.path("text")),
                bool(input.path("loop")),
                decimal(input.path("duration_seconds")),
                decimal(input.path("prompt_influence")),
                text(input.path("output_format")),
                text(found.path("callBackUrl")));
    }

    private static @Nullable BigDecimal credits(JsonNode data) {
        BigDecimal newer = decimal(data.path("creditsConsumed"));
        return newer == null ? decimal(data.path("consumeCredits")) : newer;
    }

    /** The node itself, or the JSON inside it when it is a string; missing when it is neither. */
    private static JsonNode json(JsonNode node) {
        return node.isTextual() ? Answers.parse(() -> Answers.JSON.readTree(node.textValue())) : node;
    }

    static @Nullable String text(JsonNode node) {
        if (!node.isTextual() && !node.isNumber()) {
            return null;
        }
        String text = node.asText();
        return text.isBlank() ? null : text;
    }

    static @Nullable BigDecimal decimal(JsonNode node) {
        if (node.isNumber()) {
            return node.decimalValue();
        }
        try {
            return node.isTextual() ? new BigDecimal(node.textValue().strip()) : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable Boolean bool(JsonNode node) {
        if (node.isTextual()) {
            return switch (node.textValue()) {
                case "true" -> true;
                case "false" -> false;
                default -> null;
            };
        }
        return node.isBoolean() ? node.booleanValue() : null;
    }

    /** Milliseconds since the epoch. */
    private static @Nullable Instant instant(JsonNode node) {
        BigDecimal millis = decimal(node);
        if (millis == null || millis.signum() <= 0 || millis.precision() - millis.scale() > MOST_DIGITS) {
            return null;
        }
        try {
            return Instant.ofEpochMilli(millis.longValue());
        } catch (DateTimeException outOfRange) {
            return null;
        }
    }

    /** Of a time in milliseconds: 15 digits reach the year 33658. */
    private static final int MOST_DIGITS = 15;

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
