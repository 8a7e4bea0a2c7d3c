package dev.foley.facade.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.ws.rs.QueryParam;

import dev.foley.facade.Violation;
import org.junit.jupiter.api.Test;

class KnownParametersTest {
    @Test
    void theyAreThoseOfTheCode() {
        Map<String, List<String>> declared = new HashMap<>();
        for (Class<?> resource : OpenApiTest.RESOURCES) {
            for (Method method : resource.getDeclaredMethods()) {
                List<String> names = Arrays.stream(method.getParameters())
                        .map(parameter -> parameter.getAnnotation(QueryParam.class))
                        .filter(Objects::nonNull)
                        .map(QueryParam::value)
                        .toList();
                if (!names.isEmpty()) {
                    assertThat(declared.put(method.getName(), names)).as(method.getName()).isNull();
                }
            }
        }

        assertThat(KnownParameters.OF).isEqualTo(declared);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Map<String, List<String>> given = new LinkedHashMap<>();
        given.put("state", List.of("failed", "queued"));
        given.put("limit", List.of("1", "2"));
        given.put("", List.of(""));
        given.put("tex", List.of("rain"));

        assertThat(KnownParameters.violations(List.of("state", "text", "limit"), given)).extracting(Violation::field)
                .containsExactly("limit", "", "tex");
    }

    @Test
    void aLongNameCostsNothing() {
        String name = "state".repeat(800);

        assertThat(KnownParameters.violations(List.of("state"), Map.of(name, List.of(""))).get(0).message())
                .isEqualTo("is unknown: the query parameters are state");
    }
}
