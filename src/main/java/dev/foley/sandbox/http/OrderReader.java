package dev.foley.sandbox.http;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foley.sandbox.audio.OutputFormat;
import dev.foley.sandbox.fault.FaultParser;
import dev.foley.sandbox.synth.Synthesizer;
import dev.foley.sandbox.task.SoundOrder;
import org.jspecify.annotations.Nullable;

/** Reads the body of a create: model first, then the fields of the input in the order of the API page. */
final class OrderReader {

    static final String MODEL = "elevenlabs/sound-effect-v2";

    private static final Set<String> INPUT_KEYS = Set.of("text", "loop", "duration_seconds", "prompt_influence",
            "output_format");
    /** All limits are those of the API page. */
    private static final Range DURATION = new Range("duration_seconds", "0.5", "22", "0.1");
    private static final Range INFLUENCE = new Range("prompt_influence", "0", "1", "0.01");
    private static final BigDecimal DEFAULT_INFLUENCE = new BigDecimal("0.3");

    private final boolean strict;
    private final int longestText;

    /**
     * @param strict      whether to refuse unknown keys, nulls and numbers off their step
     * @param longestText in characters
     */
    OrderReader(boolean strict, int longestText) {
        this.strict = strict;
        this.longestText = longestText;
    }

    /** A number with limits and a step, all of them decimal. */
    private record Range(String name, BigDecimal least, BigDecimal most, BigDecimal step) {

        Range(String name, String least, String most, String step) {
            this(name, new BigDecimal(least), new BigDecimal(most), new BigDecimal(step));
        }

        BigDecimal check(JsonNode value, boolean stepwise) {
            if (!value.isNumber()) {
                throw fault(name + " it must be a number");
            }
            BigDecimal number = value.decimalValue();
            if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
                throw notAllowed(name);
            }
            if (stepwise && number.remainder(step).signum() != 0) {
                throw invalid(String.format(Locale.ROOT, "%s must be a multiple of %s", name, step));
            }
            return number;
        }
    }

    /**
     * @throws Refused naming the field and its limit
     */
    SoundOrder read(ObjectNode body) {
        if (!MODEL.equals(body.path("model").textValue())) {
            throw new Refused(Refusals.UNKNOWN_MODEL);
        }
        if (!(body.get("input") instanceof ObjectNode input)) {
            throw new Refused(Refusals.NO_FIELD);
        }
        String text = text(input);
        String prompt = FaultParser.withoutMarkers(text);
        boolean loop = field(input, "loop").map(OrderReader::flag).orElse(false);
        BigDecimal seconds = field(input, DURATION.name())
                .map(value -> DURATION.check(value, strict))
                .orElseGet(() -> BigDecimal.valueOf(Synthesizer.naturalSeconds(prompt)));
        BigDecimal influence = field(input, INFLUENCE.name())
                .map(value -> INFLUENCE.check(value, strict))
                .orElse(DEFAULT_INFLUENCE);
        OutputFormat format = field(input, "output_format").map(OrderReader::format).orElse(OutputFormat.DEFAULT);
        checkKeys(input);
        return new SoundOrder(text, prompt.equals(text) ? text : prompt, Json.write(input), loop, seconds,
                influence.doubleValue(), format, callBackUrl(body));
    }

    private String text(ObjectNode input) {
        JsonNode text = input.path("text");
        if (text.isMissingNode() || text.isNull()) {
            throw new Refused(Refusals.NO_TEXT);
        }
        if (!text.isTextual()) {
            throw invalid("text must be a string");
        }
        String value = text.textValue();
        if (value.isBlank()) {
            throw new Refused(Refusals.NO_TEXT);
        }
        if (value.codePointCount(0, value.length()) > longestText) {
            throw fault("text exceeds maximum length");
        }
        return value;
    }

    private Optional<JsonNode> field(ObjectNode input, String name) {
        JsonNode value = input.get(name);
        if (value != null && value.isNull()) {
            if (strict) {
                throw invalid(name + " must not be null");
            }
            return Optional.empty();
        }
        return Optional.ofNullable(value);
    }

    private static boolean flag(JsonNode value) {
        if (!value.isBoolean()) {
            throw invalid("loop must be a boolean");
        }
        return value.booleanValue();
    }

    private static OutputFormat format(JsonNode value) {
        return Optional.ofNullable(value.textValue())
                .flatMap(OutputFormat::of)
                .orElseThrow(() -> notAllowed("output_format"));
    }

    private void checkKeys(ObjectNode input) {
        if (!strict) {
            return;
        }
        for (Iterator<String> names = input.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!INPUT_KEYS.contains(name)) {
                throw invalid(String.format(Locale.ROOT, "%s is not a parameter of this model", name));
            }
        }
    }

    private static @Nullable String callBackUrl(ObjectNode body) {
        JsonNode url = body.path("callBackUrl");
        if (url.isMissingNode() || url.isNull() || url.isTextual() && url.textValue().isBlank()) {
            return null;
        }
        if (!url.isTextual() || !isAbsoluteHttp(url.textValue())) {
            throw invalid("callBackUrl must be an absolute http or https URL");
        }
        return url.textValue();
    }

    private static boolean isAbsoluteHttp(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Refused notAllowed(String field) {
        return fault(field + " is not within the range of allowed options");
    }

    /** kie.ai says most of what is wrong with a field under the code of its own faults. */
    private static Refused fault(String text) {
        return new Refused(500, text);
    }

    private static Refused invalid(String text) {
        return new Refused(422, text);
    }
}
