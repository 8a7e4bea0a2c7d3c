package dev.foley.facade.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;

/**
 * Holds every answer of the API that any test is given to META-INF/openapi.yaml: its status, its media type, each field of
 * its body. Names a field that the description does not know as well as one that is missing.
 */
public final class DocumentedAnswers implements QuarkusTestBeforeEachCallback, Filter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig FORMATS_COUNT = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .build();
    /** The server's own, before an operation is chosen: the method is not allowed, the path or a header is too long. */
    private static final Set<Integer> OWN = Set.of(405, 414, 431);

    private final JsonNode document = read();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.replaceFiltersWith(this);
    }

    @Override
    public Response filter(FilterableRequestSpecification request, FilterableResponseSpecification expected,
            FilterContext context) {
        Response answer = context.next(request, expected);
        String method = request.getMethod().toLowerCase(Locale.ROOT);
        operation(URI.create(request.getURI()).getRawPath(), method.equals("head") ? "get" : method)
                .filter(operation -> !OWN.contains(answer.statusCode()))
                .ifPresent(operation -> check(operation, answer, request.getMethod() + " " + request.getURI()));
        return answer;
    }

    private void check(JsonNode operation, Response answer, String call) {
        JsonNode responses = operation.get("responses");
        String status = String.valueOf(answer.statusCode());
        assertThat(responses.has(status)).as("%s answers %s, which is described", call, status).isTrue();
        JsonNode content = resolved(responses.get(status)).path("content");
        if (call.startsWith("HEAD") || answer.asByteArray().length == 0) {
            return;
        }
        String mediaType = answer.contentType().replaceFirst(";.*", "");
        assertThat(content.has(mediaType)).as("%s answers %s with %s, which is described", call, status, mediaType)
                .isTrue();
        if (mediaType.endsWith("json")) {
            assertThat(violations(content.get(mediaType).get("schema"), answer.asString()))
                    .as("what %s answers, against its description", call)
                    .isEmpty();
        }
    }

    private String violations(JsonNode schema, String body) {
        try {
            return schemas.computeIfAbsent(schema.toString(), key -> compiled(schema))
                    .validate(JSON.readTree(body))
                    .stream()
                    .map(Object::toString)
                    .collect(Collectors.joining("; "));
        } catch (JsonProcessingException e) {
            return e.getMessage();
        }
    }

    private JsonSchema compiled(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.get("components"));
        return SCHEMAS.getSchema(whole, FORMATS_COUNT);
    }

    /** The one whose path is the more literal, where two fit. */
    private Optional<JsonNode> operation(String path, String method) {
        Map<String, JsonNode> fitting = new HashMap<>();
        document.get("paths").properties().forEach(item -> {
            if (path.matches(item.getKey().replaceAll("\\{\\w+}", "[^/]+"))) {
                fitting.put(item.getKey(), item.getValue());
            }
        });
        return fitting.entrySet()
                .stream()
                .min(Map.Entry.comparingByKey((a, b) -> Boolean.compare(a.contains("{"), b.contains("{"))))
                .map(item -> item.getValue().get(method));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static JsonNode read() {
        try (InputStream yaml = DocumentedAnswers.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            JsonNode document = new ObjectMapper(new YAMLFactory()).readTree(yaml);
            document.at("/components/schemas").forEach(DocumentedAnswers::close);
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an object is not said to have, it must not have. */
    private static void close(JsonNode schema) {
        if (schema.has("properties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
    }
}
