package dev.foley.facade.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foley.OutputFormat;
import dev.foley.SoundEffectRequest;
import dev.foley.facade.InvalidRequestException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes in, the reader gives a request that may be sent, or one of its two refusals. */
class RequestReaderPropertiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RequestReader reader = Readers.reader();

    @Property(tries = 500)
    void anyBytesAreReadOrRefused(@ForAll byte[] body) {
        readOrRefuse(body);
    }

    @Property(tries = 2000)
    void anyObjectIsReadOrRefused(@ForAll("objects") String body) {
        readOrRefuse(body.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1000)
    void aValidRequestIsReadAsItWasWritten(@ForAll("requests") SoundEffectRequest request)
            throws JsonProcessingException {
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put(RequestReader.TEXT, request.text())
                .put(RequestReader.LOOP, request.loop())
                .put(RequestReader.DURATION_SECONDS, request.durationSeconds())
                .put(RequestReader.PROMPT_INFLUENCE, request.promptInfluence())
                .put(RequestReader.OUTPUT_FORMAT, request.outputFormat().wireName());

        assertThat(reader.read(JSON.writeValueAsBytes(json))).isEqualTo(request);
    }

    private void readOrRefuse(byte[] body) {
        try {
            assertThat(reader.read(body).text()).isNotBlank();
        } catch (InvalidRequestException refused) {
            assertThat(refused.violations()).isNotEmpty()
                    .allSatisfy(violation -> assertThat(violation.message()).isNotBlank());
        } catch (MalformedBodyException refused) {
            assertThat(refused.getMessage()).doesNotContain("com.fasterxml", "Exception", "Source");
        }
    }

    @Provide
    Arbitrary<SoundEffectRequest> requests() {
        Arbitrary<String> text = Arbitraries.strings()
                .excludeChars('\0')
                .ofMaxLength(60)
                .filter(s -> s.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff))
                .map(s -> s + "!");
        Arbitrary<BigDecimal> duration = Arbitraries.integers().between(5, 220).map(i -> BigDecimal.valueOf(i, 1));
        Arbitrary<BigDecimal> influence = Arbitraries.integers().between(0, 100).map(i -> BigDecimal.valueOf(i, 2));
        return Combinators
                .combine(text, Arbitraries.of(true, false), duration.injectNull(0.2), influence,
                        Arbitraries.of(OutputFormat.class))
                .as((t, loop, d, i, format) -> new SoundEffectRequest(t, loop, d, i, format, null));
    }

    @Provide
    Arbitrary<String> objects() {
        Arbitrary<String> names = Arbitraries.oneOf(Arbitraries.of(RequestReader.FIELDS),
                Arbitraries.of("duration_seconds", "", "callbackUrl", "\ud83c\udf27", "\\ud800", "\\u0000",
                        "__proto__"));
        Arbitrary<String> fields = Combinators.combine(names, values())
                .as((name, value) -> "\"" + name + "\":" + value);
        return fields.list().ofMaxSize(8).map(list -> "{" + String.join(",", list) + "}");
    }

    private static Arbitrary<String> values() {
        Arbitrary<String> scalars = Arbitraries.oneOf(
                Arbitraries.of("null", "true", "false", "0", "-0", "-0.0", "1e1000000000", "1E-1000000000", "22.0",
                        "0.50", "5e-1", "\"\"", "\" \"", "\"\\ud800\"", "\"\\u0000\"", "\"mp3_44100_128\"", "NaN",
                        "tru",
                        "1e99999999999", "'x'", "\"\\x\""),
                Arbitraries.bigDecimals().map(BigDecimal::toString),
                Arbitraries.strings().alpha().ofMaxLength(20).map(word -> "\"" + word + "\""));
        Arbitrary<String> arrays = scalars.list().ofMaxSize(3).map(List::toString);
        return Arbitraries.oneOf(scalars, arrays, scalars.map(value -> "{\"a\":" + value + "}"));
    }
}
