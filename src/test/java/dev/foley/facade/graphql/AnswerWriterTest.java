package dev.foley.facade.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foley.facade.Settings;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {
    private final AnswerWriter answers = new AnswerWriter(new ObjectMapper(),
            Settings.of("foley.graphql", GraphQlConfig.class, Map.of("foley.graphql.max-answer", "1K")));

    @Test
    void anAnswerOfTheLargestSizeIsSent() throws UnfitDocumentException {
        String text = "x".repeat(1024 - "{\"a\":\"\"}".length());

        assertThat(answers.encode(Map.of("a", text)).length()).isEqualTo(1024);
        assertThatThrownBy(() -> answers.encode(Map.of("a", text + "x"))).isInstanceOf(UnfitDocumentException.class)
                .hasMessageContaining("1024 bytes");
    }

    /** What one text repeats would be gigabytes, and is given up at the first kilobyte. */
    @Test
    void aLargerOneIsGivenUpWhereItGetsTooLarge() {
        List<String> texts = Collections.nCopies(Integer.MAX_VALUE, "x".repeat(5000));

        assertThatThrownBy(() -> answers.encode(Map.of("a", texts))).isInstanceOf(UnfitDocumentException.class);
    }

    @Test
    void halfASurrogatePairIsReplaced() throws UnfitDocumentException {
        assertThat(answers.encode(Map.of("a", "\uD800")).toString()).isEqualTo("{\"a\":\"?\"}");
    }
}
