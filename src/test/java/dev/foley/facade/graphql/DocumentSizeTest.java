package dev.foley.facade.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import graphql.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentSizeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{ a { b c } }|3", "{ a } query second { b }|2", "{ ... { a } }|2",
            "{ ...f ...f } fragment f on T { a b }|6", "{ ...f } fragment f on T { a ...f }|3", "{ ...none }|1"})
    void fragmentsCountWhereTheyAreSpread(String document, int size) {
        assertThat(DocumentSize.exceeds(Parser.parse(document), size - 1)).isTrue();
        assertThat(DocumentSize.exceeds(Parser.parse(document), size)).isFalse();
    }

    @Test
    void aBillionFieldsAreCountedAtOnce() {
        assertThat(DocumentSize.exceeds(Parser.parse(bomb(200)), 2000)).isTrue();
    }

    /** Each fragment spreads the next one twice. */
    static String bomb(int fragments) {
        return "{ ...f0 } " + IntStream.range(0, fragments)
                .mapToObj(i -> "fragment f" + i + " on Query { ...f" + (i + 1) + " ...f" + (i + 1) + " }")
                .collect(Collectors.joining(" ")) + " fragment f" + fragments + " on Query { __typename }";
    }
}
