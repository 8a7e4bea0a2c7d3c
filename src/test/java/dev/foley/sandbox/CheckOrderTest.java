package dev.foley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckOrderTest {

    private static final String CREATE = "/api/v1/jobs/createTask";
    private static final String MODEL_TEXT = "The model name you specified is not supported. Please verify your input "
            + "and use one of the supported models provided by KIE.";

    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.configure().set("create-limit", "0").start();
        client = new Client(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static String body(String input) {
        return "{\"model\":\"elevenlabs/sound-effect-v2\",\"input\":" + input + "}";
    }

    static Stream<Arguments> refusedInputs() {
        return Stream.of(
                Arguments.of(body("{}"), 500, "text is required"),
                Arguments.of(body("{\"text\":\"  \"}"), 500, "text is required"),
                Arguments.of(body("{\"text\":null}"), 500, "text is required"),
                Arguments.of("{\"model\":\"elevenlabs/sound-effect-v2\"}", 500, "This field is required"),
                Arguments.of(body("\"rain\""), 500, "This field is required"),
                Arguments.of("{\"input\":{\"text\":\"rain\"}}", 422, MODEL_TEXT),
                Arguments.of("{\"model\":\"other\",\"input\":{}}", 422, MODEL_TEXT),
                Arguments.of("{\"model\":7}", 422, MODEL_TEXT),
                Arguments.of(body("{\"text\":7}"), 422, "text must be a string"),
                Arguments.of(body("{\"text\":\"" + "a".repeat(5001) + "\"}"), 500,
                        "text exceeds maximum length"),
                Arguments.of(body("{\"text\":\"a\",\"duration_seconds\":0.4}"), 500,
                        "duration_seconds is not within the range of allowed options"),
                Arguments.of(body("{\"text\":\"a\",\"duration_seconds\":42}"), 500,
                        "duration_seconds is not within the range of allowed options"),
                Arguments.of(body("{\"text\":\"a\",\"duration_seconds\":1e999999}"), 500,
                        "duration_seconds is not within the range of allowed options"),
                Arguments.of(body("{\"text\":\"a\",\"duration_seconds\":\"5\"}"), 500,
                        "duration_seconds it must be a number"),
                Arguments.of(body("{\"text\":\"a\",\"prompt_influence\":1.01}"), 500,
                        "prompt_influence is not within the range of allowed options"),
                Arguments.of(body("{\"text\":\"a\",\"loop\":\"yes\"}"), 422, "loop must be a boolean"),
                Arguments.of(
                        "{\"model\":\"elevenlabs/sound-effect-v2\",\"callBackUrl\":\"ftp://x\",\"input\":{\"text\":\"a\"}}",
                        422, "callBackUrl must be an absolute http or https URL"));
    }

    @ParameterizedTest
    @MethodSource("refusedInputs")
    void aWrongInputIsRefusedAndCreatesNothing(String body, int code, String text) {
        HttpResponse<String> response = client.post(CREATE, body);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(client.json(response).get("code").asInt()).isEqualTo(code);
        assertThat(client.json(response).get("msg").asText()).isEqualTo(text);
        assertThat(client.json(response).get("data").isNull()).isTrue();
        assertThat(sandbox.witness().tasks()).isEmpty();
    }

    @Test
    void anUnknownFormatIsRefused() {
        JsonNode answer = client.create(Client.order(Client.input("a").put("output_format", "wav_44100")));

        assertThat(answer.get("code").asInt()).isEqualTo(500);
        assertThat(answer.get("msg").asText()).isEqualTo("output_format is not within the range of allowed options");
    }

    @Test
    void theLongestTextCanBeSet() {
        try (Sandbox short450 = Sandbox.configure().set("text-limit", "450").start()) {
            Client other = new Client(short450);
            assertThat(other.create(Client.order(Client.input("a".repeat(450)))).get("code").asInt()).isEqualTo(200);
            assertThat(other.create(Client.order(Client.input("a".repeat(451)))).get("msg").asText())
                    .isEqualTo("text exceeds maximum length");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "{\"model\":\"elevenlabs/sound-effect-v2\"}}", "\u0000"})
    void aBodyThatIsNoJsonObjectIsABadRequest(String body) {
        assertThat(client.json(client.post(CREATE, body)).get("code").asInt()).isEqualTo(400);
    }

    @Test
    void zeroFalseAndUnknownKeysAreAccepted() {
        JsonNode answer = client.create(Client.order(Client.input("a")
                .put("prompt_influence", 0)
                .put("loop", false)
                .putNull("duration_seconds")
                .put("something_else", 1)));

        assertThat(answer.get("code").asInt()).isEqualTo(200);
    }

    @Test
    void theKeyIsCheckedFirst() {
        HttpResponse<String> response = client.send(client.request(CREATE).POST(BodyPublishers.ofString("{")));

        assertThat(response.body()).isEqualTo("{\"code\":401,\"msg\":\"You do not have access permissions\"}");
    }

    @ParameterizedTest
    @CsvSource({"Bearer", "'Bearer   '", "Basic abc", "key"})
    void aKeyMustBeABearerThatIsNotBlank(String header) {
        HttpResponse<String> response = client
                .send(client.request("/api/v1/chat/credit").header("Authorization", header));

        assertThat(client.json(response).get("code").asInt()).isEqualTo(401);
    }

    @Test
    void theThrottleIsCheckedBeforeTheModelAndTheFieldsBeforeTheCredit() {
        try (Sandbox strained = Sandbox.configure().set("create-limit", "1").set("credits", "0").start()) {
            Client other = new Client(strained);

            assertThat(other.create(Client.order(Client.input(""))).get("msg").asText()).isEqualTo("text is required");
            assertThat(other.json(other.post(CREATE, "{\"model\":\"other\"}")).get("code").asInt()).isEqualTo(429);
        }
    }

    @Test
    void withoutCreditNothingIsCreated() {
        try (Sandbox poor = Sandbox.configure().set("credits", "0.23").start()) {
            JsonNode answer = new Client(poor).create(Client.order(Client.input("a").put("duration_seconds", 1)));

            assertThat(answer.get("code").asInt()).isEqualTo(402);
            assertThat(answer.get("msg").asText()).isEqualTo("Credits insufficient");
            assertThat(poor.witness().tasks()).isEmpty();
        }
    }

    @Test
    void onlyTheConfiguredKeyIsAccepted() {
        try (Sandbox guarded = Sandbox.configure().set("api-key", "right").start()) {
            Client other = new Client(guarded);

            assertThat(other.create("rain").get("code").asInt()).isEqualTo(401);
            assertThat(
                    other.json(other.send(other.request("/api/v1/chat/credit").header("Authorization", "Bearer right")))
                            .get("code")
                            .asInt())
                    .isEqualTo(200);
        }
    }

    @Test
    void errorsCanComeWithTheirHttpStatus() {
        try (Sandbox promised = Sandbox.configure().set("http-status", "true").start()) {
            Client other = new Client(promised);

            assertThat(other.createResponse(Client.order(Client.input(""))).statusCode()).isEqualTo(500);
            assertThat(other.recordResponse("nothing").statusCode()).isEqualTo(422);
            assertThat(other.createResponse(Client.order(Client.input("rain"))).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aStrictSandboxRefusesWhatMightBeRefused() {
        try (Sandbox strict = Sandbox.configure().set("strict", "true").start()) {
            Client other = new Client(strict);

            assertThat(other.create(Client.order(Client.input("a").put("duration_seconds", 0.75))).get("msg").asText())
                    .isEqualTo("duration_seconds must be a multiple of 0.1");
            assertThat(other.create(Client.order(Client.input("a").put("style", "x"))).get("msg").asText())
                    .isEqualTo("style is not a parameter of this model");
            assertThat(other.create(Client.order(Client.input("a").putNull("loop"))).get("msg").asText())
                    .isEqualTo("loop must not be null");
            assertThat(other.create(Client.order(Client.input("a")
                    .put("duration_seconds", 21.9)
                    .put("prompt_influence", 0.07))).get("code").asInt()).isEqualTo(200);
        }
    }

    @Test
    void aQueryWantsATaskIdThatIsKnown() {
        assertThat(client.json(client.get("/api/v1/jobs/recordInfo"))).isEqualTo(
                Client.JSON.createObjectNode()
                        .put("code", 400)
                        .put("msg", "taskId parameter is required")
                        .putNull("data"));
        assertThat(client.record("nothing")).isEqualTo(
                Client.JSON.createObjectNode().put("code", 422).put("msg", "recordInfo is null").putNull("data"));
    }
}
