package dev.foley.facade.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import dev.foley.OutputFormat;
import dev.foley.SoundEffectRequest;
import dev.foley.facade.FailureReason;
import dev.foley.facade.JobState;
import dev.foley.facade.ProblemType;
import dev.foley.facade.security.Routes;
import dev.foley.ledger.LedgerProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The description is written by hand; the code says what it has to say. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class OpenApiTest {
    static final List<Class<?>> RESOURCES = List.of(SoundEffectResource.class, AudioResource.class,
            EventResource.class,
            AccountResource.class);

    @Inject
    Routes routes;

    private JsonPath document;

    @BeforeEach
    void read() {
        document = given().queryParam("format", "json").get("/q/openapi").then().statusCode(200).extract().jsonPath();
    }

    @Test
    void everyCallIsDescribedAndNoOther() {
        Set<String> described = new TreeSet<>();
        document.<Map<String, Map<String, Object>>>get("paths")
                .forEach((path, item) -> item.keySet()
                        .stream()
                        .filter(key -> !key.equals("parameters"))
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(described).isEqualTo(calls());
    }

    @Test
    void theEnumsAreThoseOfTheCode() {
        assertEnum("OutputFormat", OutputFormat.values(), OutputFormat::wireName);
        assertEnum("JobState", JobState.values(), JobState::wireName);
        assertEnum("FailureReason", FailureReason.values(), FailureReason::wireName);
        assertEnum("ProblemType", ProblemType.values(), ProblemType::path);
    }

    @Test
    void theFieldsAreThoseOfTheCode() {
        assertThat(document.<Map<String, Object>>get(schema("SoundEffectRequest") + ".properties"))
                .containsOnlyKeys(RequestReader.FIELDS);
        assertThat(document.<Integer>get(schema("SoundEffectRequest") + ".properties.text.maxLength"))
                .isEqualTo(SoundEffectRequest.MAX_TEXT);
        assertFields("Job", JobBody.class);
        assertFields("JobRequest", JobBody.Request.class);
        assertFields("Audio", JobBody.Audio.class);
        assertFields("Failure", JobBody.Failure.class);
        assertFields("Links", JobBody.Links.class);
        assertFields("Page", PageBody.class);
        assertFields("PageLinks", PageBody.Links.class);
        assertFields("BatchResult", BatchBody.class);
        assertFields("BatchItem", BatchBody.Item.class);
        assertFields("Credits", AccountResource.CreditsBody.class);
        assertFields("Costs", AccountResource.CostsBody.class);
        assertFields("CallerCosts", AccountResource.CostsBody.CallerBody.class);
    }

    @Test
    void whatAPathAllowsIsWhatIsDescribed() {
        calls().forEach(call -> {
            String[] parts = call.split(" ");
            assertThat(routes.at(parts[1].replace("{id}", "abc")).allow().split(", ")).as(parts[1]).contains(parts[0]);
        });
    }

    @Test
    void eachStatusOfAProblemIsDescribedSomewhere() {
        Set<String> statuses = new TreeSet<>();
        for (String call : calls()) {
            String[] parts = call.split(" ");
            statuses.addAll(document.<Map<String, Object>>get(
                    String.format(Locale.ROOT, "paths.'%s'.%s.responses", parts[1], parts[0].toLowerCase(Locale.ROOT)))
                    .keySet());
        }

        assertThat(Stream.of(ProblemType.values())
                .filter(type -> type != ProblemType.METHOD_NOT_ALLOWED)
                .map(type -> String.valueOf(type.status()))).isSubsetOf(statuses);
    }

    @Test
    void theUserInterfaceIsThere() {
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    private <E extends Enum<E>> void assertEnum(String schema, E[] values, Function<E, String> name) {
        assertThat(document.<List<String>>get(schema(schema) + ".enum"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(values).map(name).toList());
    }

    private void assertFields(String schema, Class<? extends Record> type) {
        assertThat(document.<Map<String, Object>>get(schema(schema) + ".properties"))
                .containsOnlyKeys(Arrays.stream(type.getRecordComponents()).map(c -> c.getName()).toList());
    }

    private static String schema(String name) {
        return "components.schemas." + name;
    }

    private static Set<String> calls() {
        Set<String> calls = new TreeSet<>();
        for (Class<?> resource : RESOURCES) {
            String base = resource.getAnnotation(Path.class).value();
            for (Method method : resource.getDeclaredMethods()) {
                Path path = method.getAnnotation(Path.class);
                verbs(method).forEach(verb -> calls.add(verb + " " + base + (path == null ? "" : path.value())));
            }
        }
        return calls;
    }

    private static Stream<String> verbs(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value);
    }
}
