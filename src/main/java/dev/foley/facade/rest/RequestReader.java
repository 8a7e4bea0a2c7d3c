package dev.foley.facade.rest;

import static dev.foley.facade.rest.JsonFields.kindOf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foley.OutputFormat;
import dev.foley.SoundEffectRequest;
import dev.foley.facade.InvalidRequestException;
import dev.foley.facade.Rules;
import dev.foley.facade.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request for a sound effect, strictly: nothing is converted, dropped or guessed. All that is wrong with a
 * request is told at once.
 */
@ApplicationScoped
class RequestReader {
    static final String TEXT = "text";
    static final String LOOP = "loop";
    static final String DURATION_SECONDS = "durationSeconds";
    static final String PROMPT_INFLUENCE = "promptInfluence";
    static final String OUTPUT_FORMAT = "outputFormat";
    static final List<String> FIELDS = List.of(TEXT, LOOP, DURATION_SECONDS, PROMPT_INFLUENCE, OUTPUT_FORMAT);

    private static final String FORMATS = Arrays.stream(OutputFormat.values())
            .map(OutputFormat::wireName)
            .collect(Collectors.joining(", "));

    private final Rules rules;

    RequestReader(Rules rules) {
        this.rules = rules;
    }

    /**
     * @throws MalformedBodyException when it is no JSON object
     * @throws InvalidRequestException when fields are unknown, repeated, of the wrong type, or break a rule
     */
    SoundEffectRequest read(byte[] body) {
        List<Violation> violations = new ArrayList<>();
        SoundEffectRequest request = read(JsonFields.read(body), violations::add);
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
        return request;
    }

    /** @param broken is told all that is wrong with the request, which is not to be used then */
    SoundEffectRequest read(JsonFields fields, Consumer<Violation> broken) {
        Reading reading = new Reading(fields);
        SoundEffectRequest request = reading.request();
        List<Violation> violations = reading.violations;
        Set<String> unread = violations.stream().map(Violation::field).collect(Collectors.toSet());
        rules.broken(request).stream().filter(rule -> !unread.contains(rule.field())).forEach(violations::add);
        violations.sort(Comparator.comparingInt(RequestReader::position));
        violations.forEach(broken);
        return request;
    }

    /** Known fields in the API's order, then the others in their own. */
    private static int position(Violation violation) {
        int index = FIELDS.indexOf(violation.field());
        return index < 0 ? FIELDS.size() : index;
    }

    /** One request being read; a field that cannot be read counts as absent after it has been noted. */
    private static final class Reading {
        private final JsonFields fields;
        private final List<Violation> violations = new ArrayList<>();

        Reading(JsonFields fields) {
            this.fields = fields;
            fields.repeated().forEach(name -> note(Quote.plain(name), "is given more than once"));
            fields.names().stream().filter(name -> !FIELDS.contains(name)).forEach(this::noteUnknown);
        }

        SoundEffectRequest request() {
            BigDecimal influence = typed(PROMPT_INFLUENCE, "a number", JsonNode::isNumber, JsonNode::decimalValue);
            return new SoundEffectRequest(
                    typed(TEXT, "a string", JsonNode::isTextual, JsonNode::textValue),
                    Boolean.TRUE.equals(typed(LOOP, "true or false", JsonNode::isBoolean, JsonNode::booleanValue)),
                    typed(DURATION_SECONDS, "a number", JsonNode::isNumber, JsonNode::decimalValue),
                    influence == null ? SoundEffectRequest.DEFAULT_PROMPT_INFLUENCE : influence,
                    format(typed(OUTPUT_FORMAT, "a string", JsonNode::isTextual, JsonNode::textValue)),
                    null);
        }

        private <T> @Nullable T typed(String name, String expected, Predicate<JsonNode> is, Function<JsonNode, T> as) {
            JsonNode value = fields.value(name);
            if (value.isNull() || value.isMissingNode()) {
                return null;
            }
            if (!is.test(value)) {
                note(name, String.format(Locale.ROOT, "is %s: must be %s", kindOf(value), expected));
                return null;
            }
            return as.apply(value);
        }

        private OutputFormat format(@Nullable String wireName) {
            if (wireName == null) {
                return OutputFormat.DEFAULT;
            }
            Optional<OutputFormat> format = OutputFormat.ofWireName(wireName);
            if (format.isEmpty()) {
                note(OUTPUT_FORMAT,
                        String.format(Locale.ROOT, "is %s: must be one of %s", Quote.of(wireName), FORMATS));
            }
            return format.orElse(OutputFormat.DEFAULT);
        }

        private void noteUnknown(String name) {
            note(Quote.plain(name), FIELDS.stream()
                    .filter(known -> bare(known).equals(bare(name)))
                    .findFirst()
                    .map(known -> "is unknown: did you mean " + known + "?")
                    .orElse("is unknown: the fields are " + String.join(", ", FIELDS)));
        }

        /** duration_seconds, duration-seconds and DurationSeconds alike. */
        private static String bare(String name) {
            return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
        }

        private void note(String field, String message) {
            violations.add(new Violation(field, message));
        }
    }
}
