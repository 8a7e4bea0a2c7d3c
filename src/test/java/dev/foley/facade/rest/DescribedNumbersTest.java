package dev.foley.facade.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import org.junit.jupiter.api.Test;

/** Callers validate by the description before they send: it must not refuse what the API takes. */
class DescribedNumbersTest {
    private static final JsonNode DOCUMENT = read();

    private static JsonNode read() {
        try (InputStream yaml = DescribedNumbersTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readTree(yaml);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode property(String name) {
        return DOCUMENT.at("/components/schemas/SoundEffectRequest/properties/" + name);
    }

    @Test
    void everyValidDurationPasses() {
        assertAllPass("durationSeconds", 5, 220, 1);
    }

    @Test
    void everyValidInfluencePasses() {
        assertAllPass("promptInfluence", 0, 100, 2);
    }

    @Test
    void theLimitsAreThere() {
        assertThat(refused("durationSeconds", new BigDecimal("0.4"))).isTrue();
        assertThat(refused("durationSeconds", new BigDecimal("22.1"))).isTrue();
        assertThat(refused("promptInfluence", new BigDecimal("-0.01"))).isTrue();
        assertThat(refused("promptInfluence", new BigDecimal("1.01"))).isTrue();
    }

    /** 0.7 / 0.1 is 6.999999999999999 in binary, and ajv divides so: only whole numbers have safe multiples. */
    @Test
    void noStepIsAFraction() {
        List<JsonNode> steps = DOCUMENT.findValues("multipleOf");

        assertThat(steps).allMatch(JsonNode::isIntegralNumber);
    }

    private static void assertAllPass(String name, int first, int last, int scale) {
        List<BigDecimal> refused = new ArrayList<>();
        IntStream.rangeClosed(first, last)
                .mapToObj(units -> BigDecimal.valueOf(units, scale))
                .filter(value -> refused(name, value))
                .forEach(refused::add);
        assertThat(refused).isEmpty();
    }

    private static boolean refused(String name, BigDecimal value) {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(property(name));
        return !schema.validate(DecimalNode.valueOf(value)).isEmpty()
                || !schema.validate(DoubleNode.valueOf(value.doubleValue())).isEmpty();
    }
}
