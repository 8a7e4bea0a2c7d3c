package dev.foley.facade.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.foley.SoundEffectRequest;
import dev.foley.facade.InvalidRequestException;
import dev.foley.facade.Violation;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchReaderTest {
    private final BatchReader reader = new BatchReader(Readers.reader());

    @Test
    void requestsAreReadInTheirOrder() {
        assertThat(read("{\"items\":[{\"text\":\"rain\"},{\"text\":\"wind\",\"loop\":true}]}"))
                .containsExactly(SoundEffectRequest.of("rain"), SoundEffectRequest.of("wind").withLoop(true));
    }

    @Test
    void allThatIsWrongIsToldByItsPlace() {
        assertThat(broken("{\"items\":[{\"text\":\"rain\"},{\"text\":\"\",\"lop\":1},7],\"x\":[{}]}"))
                .containsExactly(new Violation("x", "is unknown: the field is items"),
                        new Violation("items[1].text", "must not be blank"),
                        new Violation("items[1].lop",
                                "is unknown: the fields are text, loop, durationSeconds, promptInfluence, outputFormat"),
                        new Violation("items[2]", "is a number: must be an object"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|is missing: must be an array of 1 to 100 requests",
            "{\"items\":null}|is null: must be an array of 1 to 100 requests",
            "{\"items\":{}}|is an object: must be an array of 1 to 100 requests",
            "{\"items\":[]}|has 0 items: must have 1 to 100"})
    void whatIsNoBatchSaysWhatOneIs(String body, String message) {
        assertThat(broken(body)).containsExactly(new Violation("items", message));
    }

    @Test
    void moreThanAHundredAreTooMany() {
        assertThat(read(items(100))).hasSize(100);
        assertThat(broken(items(101))).containsExactly(new Violation("items", "has 101 items: must have 1 to 100"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"items\":[", "{\"items\":[{\"text\":\"a\"}]}{}", "{\"items\":[{\"text\"}]}"})
    void whatIsNoJsonObjectIsMalformed(String body) {
        assertThatExceptionOfType(MalformedBodyException.class).isThrownBy(() -> read(body));
    }

    @Property
    void anyBatchIsReadOrRefused(@ForAll byte[] bytes, @ForAll String text) {
        readOrRefuse(bytes);
        readOrRefuse(String.format(Locale.ROOT, "{\"items\":[%s]}", text).getBytes(StandardCharsets.UTF_8));
    }

    private void readOrRefuse(byte[] body) {
        try {
            assertThat(reader.read(body)).isNotEmpty();
        } catch (InvalidRequestException refused) {
            assertThat(refused.violations()).isNotEmpty();
        } catch (MalformedBodyException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static String items(int count) {
        return Stream.generate(() -> "{\"text\":\"a\"}")
                .limit(count)
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    private List<SoundEffectRequest> read(String body) {
        return reader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private List<Violation> broken(String body) {
        return catchThrowableOfType(InvalidRequestException.class, () -> read(body)).violations();
    }
}
