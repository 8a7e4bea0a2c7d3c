package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.foley.sandbox.Sandbox;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The function's package as a process: events of API Gateway go in, and its answers come out. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LambdaIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String ORDER = """
                                        {"text": "rain", "durationSeconds": 0.5, "outputFormat": "pcm_8000"}""";

    private final LambdaRuntime runtime = new LambdaRuntime();
    private Sandbox sandbox;
    private LambdaFunction function;

    @BeforeEach
    void open() {
        sandbox = Sandbox.configure().set("task-duration", "0s").start();
    }

    @AfterEach
    void close() {
        function.close();
        runtime.close();
        sandbox.close();
    }

    /** With what the template sets; and with the sandbox for kie.ai, and callers who need no password. */
    private void start(String name, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of("FOLEY_SECURITY_ANONYMOUS", "true", "KIE_API_KEY",
                "sandbox", "QUARKUS_REST_CLIENT_KIE_URL", sandbox.url(), "FOLEY_DOWNLOAD_ALLOW_HTTP", "true"));
        Matcher variables = Pattern.compile("(?m)^ {10}([A-Z_]+): '?([^'!\\s]+)'?$").matcher(template());
        variables.results().forEach(variable -> environment.put(variable.group(1), variable.group(2)));
        assertThat(environment).containsEntry("FOLEY_LEDGER_WORKER", "false");
        environment.putAll(more);
        function = new LambdaFunction(runtime, environment, Path.of("target", "lambda-" + name + ".log"));
    }

    private static String template() {
        try {
            return Files.readString(Path.of("deploy", "lambda", "template.yaml"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject request(String method, String path, String body) {
        JsonObject http = new JsonObject().put("method", method)
                .put("path", path)
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "192.0.2.7")
                .put("userAgent", "curl/8.5.0");
        return runtime.invoke(new JsonObject().put("version", "2.0")
                .put("routeKey", "$default")
                .put("rawPath", path)
                .put("rawQueryString", "")
                .put("headers", new JsonObject().put("content-type", "application/json")
                        .put("host", "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com")
                        .put("x-forwarded-for", "192.0.2.7")
                        .put("x-forwarded-port", "443")
                        .put("x-forwarded-proto", "https"))
                .put("requestContext", new JsonObject().put("accountId", "123456789012")
                        .put("apiId", "a1b2c3d4e5")
                        .put("domainName", "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com")
                        .put("domainPrefix", "a1b2c3d4e5")
                        .put("http", http)
                        .put("requestId", "JKJaXmPLvHcESHA=")
                        .put("routeKey", "$default")
                        .put("stage", "$default")
                        .put("time", "26/Nov/2026:10:00:00 +0000")
                        .put("timeEpoch", 1795687200000L))
                .put("body", body)
                .put("isBase64Encoded", false)
                .encode());
    }

    private static JsonObject body(JsonObject answer, int status) {
        assertThat(answer.getInteger("statusCode")).as(answer.encode()).isEqualTo(status);
        return new JsonObject(Buffer.buffer(bytes(answer)));
    }

    /** As API Gateway passes them on. */
    private static byte[] bytes(JsonObject answer) {
        String body = answer.getString("body");
        return answer.getBoolean("isBase64Encoded", false)
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    private JsonObject create() {
        return body(request("POST", "/v1/sound-effects", ORDER), 202);
    }

    private static String self(JsonObject job) {
        return job.getJsonObject("links").getString("self");
    }

    private void awaitSuccess(JsonObject job) {
        await().atMost(BOUND)
                .until(() -> body(request("GET", self(job), null), 200).getString("state").equals("succeeded"));
    }

    private void assertAudio(JsonObject job) {
        JsonObject audio = request("GET", self(job) + "/audio", null);
        assertThat(audio.getInteger("statusCode")).isEqualTo(200);
        assertThat(bytes(audio)).hasSize(8_000);
    }

    @Test
    void withoutADatabaseRequestsPassThrough() {
        start("through", Map.of());
        JsonObject job = create();
        assertThat(job.getString("taskId")).isEqualTo(job.getString("id"));
        awaitSuccess(job);
        assertAudio(job);
        assertThat(body(request("POST", "/v1/sound-effects", "{\"text\":\"\"}"), 422).getString("type"))
                .isEqualTo("/problems/invalid-request");
    }

    private String events(JsonObject job) {
        JsonObject answer = request("GET", self(job) + "/events", null);
        assertThat(answer.getInteger("statusCode")).as(answer.encode()).isEqualTo(200);
        return new String(bytes(answer), StandardCharsets.UTF_8);
    }

    @Test
    void graphQlIsAnswered() {
        start("graphql", Map.of());
        String id = body(request("POST", "/graphql",
                """
                {"query": "mutation { generateSoundEffect(input: {text: \\"rain\\", durationSeconds: 0.5}) { id } }"}"""),
                200).getJsonObject("data").getJsonObject("generateSoundEffect").getString("id");
        await().atMost(BOUND)
                .until(() -> body(request("POST", "/graphql",
                        String.format(Locale.ROOT, """
                                                   {"query": "{ soundEffect(id: \\"%s\\") { state } }"}""", id)), 200)
                        .getJsonObject("data")
                        .getJsonObject("soundEffect")
                        .getString("state")
                        .equals("SUCCEEDED"));
    }

    @Test
    void whoHasNoPasswordIsNotLetIn() {
        start("closed", Map.of("FOLEY_SECURITY_ANONYMOUS", "false", "FOLEY_SECURITY_USERS_CALLER_PASSWORD_HASH",
                "$2y$10$" + "abcdefghijklmnopqrstuu23JPZtHcGhwXSF41f93o/7vBdDut3Xu"));
        body(request("POST", "/v1/sound-effects", ORDER), 401);
    }

    @Test
    void withADatabaseTheScheduleMovesJobsThatNobodyLooksAt() {
        String event = scheduledEvent();
        try (RestartablePostgres postgres = new RestartablePostgres()) {
            start("ledger", environment(postgres));
            JsonObject job = create();
            assertThat(postgres.states()).isEqualTo(Map.of("QUEUED", 1));
            await().atMost(BOUND).until(() -> {
                assertThat(runtime.invoke(event).getInteger("statusCode")).isEqualTo(204);
                return postgres.states().equals(Map.of("SUCCEEDED", 1));
            });
            assertAudio(job);
            assertThat(events(job)).contains("event: end\n", "\"state\":\"succeeded\"");
            assertThat(request("POST", "/callbacks/schedule", "").getInteger("statusCode"))
                    .as("for whoever comes through API Gateway")
                    .isEqualTo(404);
        }
    }

    @Test
    void eventsComeTogetherBeforeTheFunctionsTimeIsUp() {
        sandbox.close();
        sandbox = Sandbox.configure().set("task-duration", "1h").start();
        try (RestartablePostgres postgres = new RestartablePostgres()) {
            Map<String, String> settings = environment(postgres);
            settings.put("FOLEY_FACADE_MAX_STREAM", "2S");
            start("events", settings);
            assertThat(events(create())).contains("retry: ", "event: state\n").doesNotContain("event: end");
        }
    }

    private static Map<String, String> environment(RestartablePostgres postgres) {
        Map<String, String> environment = new HashMap<>();
        postgres.settings()
                .forEach(
                        (name, value) -> environment.put(name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT), value));
        return environment;
    }

    /** What the template's schedule sends. */
    private static String scheduledEvent() {
        Matcher input = Pattern.compile("Input: '([^']+)'").matcher(template());
        assertThat(input.find()).isTrue();
        return input.group(1);
    }
}
