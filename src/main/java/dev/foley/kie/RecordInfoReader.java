package dev.foley.kie;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record in any of the shapes seen: JSON in a string or as it is, numbers as strings, result URLs under
 * {@code resultJson} or {@code response}, keys missing or null. What cannot be read counts as absent.
 */
final class RecordInfoReader {
    private static final ObjectReader LENIENT = Answers.JSON.reader()
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    /** In a text; {@code //host/…} counts, for kie.ai's own page would show it as a link. */
    private static final Pattern URL = Pattern.compile("(?i)(?:https?:)?//[^\\s\"'<>\\\\]+");
    private static final int LONGEST_EXCERPT = 500;

    private RecordInfoReader() {}

    static RecordInfo read(JsonNode data, String askedFor) {
        String taskId = text(data.path("taskId"));
        List<String> urls = resultUrls(data);
        return new RecordInfo(taskId == null ? askedFor : taskId,
                orEmpty(text(data.path("state"))),
                param(data),
                urls,
                urls.isEmpty() ? said(data.path("resultJson")) : null,
                text(data.path("failCode")),
                text(data.path("failMsg")),
                credits(data),
                instant(data.path("createTime")),
                instant(data.path("completeTime")));
    }

    /** Where kie.ai names them; where it names none, any URL that a person would see in what it says. */
    private static List<String> resultUrls(JsonNode data) {
        JsonNode result = json(data.path("resultJson"));
        JsonNode response = json(data.path("response"));
        return Stream.<Supplier<Stream<String>>>of(
                () -> named(result), () -> named(response), () -> named(data),
                () -> seen(result.isMissingNode() ? data.path("resultJson") : result), () -> seen(response))
                .map(found -> found.get().distinct().toList())
                .filter(urls -> !urls.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static Stream<String> named(JsonNode node) {
        return Stream.of("resultUrls", "resultUrl", "result_urls")
                .map(node::path)
                .map(RecordInfoReader::json)
                .flatMap(list -> list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.of(list))
                .flatMap(RecordInfoReader::url);
    }

    /** All texts of a tree that are URLs, and those within texts that are more than a URL. */
    private static Stream<String> seen(JsonNode node) {
        if (node.isContainerNode()) {
            return StreamSupport.stream(node.spliterator(), false).flatMap(RecordInfoReader::seen);
        }
        return node.isTextual()
                ? URL.matcher(node.textValue().replace("\\/", "/"))
                        .results()
                        .map(MatchResult::group)
                        .map(url -> url.replaceAll("[.,;]+$", ""))
                : Stream.empty();
    }

    /** A text, or an object with one. */
    private static Stream<String> url(JsonNode node) {
        String url = text(node.isObject() ? node.path("url") : node);
        return Stream.ofNullable(url);
    }

    /** What there is in place of a URL, for an operator to look at. */
    private static @Nullable String said(JsonNode node) {
        String said = node.isTextual()
                ? node.textValue()
                : node.isMissingNode() || node.isNull() ? "" : node.toString();
        return said.isBlank() ? null : said.substring(0, Math.min(said.length(), LONGEST_EXCERPT));
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
                decimal(either(input, "duration_seconds", "durationSeconds")),
                decimal(either(input, "prompt_influence", "promptInfluence")),
                text(either(input, "output_format", "outputFormat")),
                text(either(found, "callBackUrl", "callbackUrl")));
    }

    /** The later spelling was seen in {@code paramJson}. */
    private static JsonNode either(JsonNode node, String name, String otherwise) {
        return node.hasNonNull(name) ? node.path(name) : node.path(otherwise);
    }

    private static @Nullable BigDecimal credits(JsonNode data) {
        BigDecimal newer = decimal(data.path("creditsConsumed"));
        return newer == null ? decimal(data.path("consumeCredits")) : newer;
    }

    /** The node itself, or the JSON that a string begins with; missing when it is neither. */
    private static JsonNode json(JsonNode node) {
        return node.isTextual() ? Answers.parse(() -> LENIENT.readTree(node.textValue())) : node;
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

    /** Milliseconds since the epoch, to the second: one task's were seen to lose their milliseconds between two reads. */
    private static @Nullable Instant instant(JsonNode node) {
        BigDecimal millis = decimal(node);
        if (millis == null || millis.signum() <= 0 || millis.precision() - millis.scale() > MOST_DIGITS) {
            return null;
        }
        try {
            return Instant.ofEpochMilli(millis.longValue()).truncatedTo(ChronoUnit.SECONDS);
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
