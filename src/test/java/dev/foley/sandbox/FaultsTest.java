package dev.foley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    private static final int LENGTH = 16_000;

    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.configure().set("create-limit", "0").set("query-limit", "0").start();
        client = new Client(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static ObjectNode order(String text) {
        return Client.order(Client.input(text).put("duration_seconds", 1).put("output_format", "pcm_8000"));
    }

    private JsonNode data(String text) {
        return client.record(client.createdId(text)).get("data");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {"500, 500, 'internal error, please try again later.'",
            "501, 501, Generation Failed",
            "422, 422, The request was refused: prohibited content.", "nsfw, null, nsfw",
            "SENSITIVE_WORD_ERROR, SENSITIVE_WORD_ERROR, The prompt contains sensitive words."})
    void aFailedGeneration(String marker, String code, String message) {
        JsonNode data = data("rain [[fail:" + marker + "]]");

        assertThat(data.get("state").asText()).isEqualTo("fail");
        assertThat(data.get("failCode").textValue()).isEqualTo(code);
        assertThat(data.get("failMsg").textValue()).isEqualTo(message);
        assertThat(sandbox.witness().creditsSpent()).isZero();
    }

    @Test
    void aFailCodeThatIsANumber() {
        assertThat(data("rain [[fail:501:number]]").get("failCode").isInt()).isTrue();
    }

    @Test
    void aStuckTask() {
        assertThat(data("rain [[stuck]]").get("state").asText()).isEqualTo("waiting");
        assertThat(data("rain [[stuck:queuing]]").get("state").asText()).isEqualTo("queuing");
    }

    @Test
    void anUnknownState() {
        assertThat(data("rain [[state:thinking]][[takes:1m]]").get("state").asText()).isEqualTo("thinking");
    }

    @Test
    void aSuccessWithoutUrls() {
        JsonNode none = data("rain [[result:none]]");
        JsonNode empty = data("rain [[result:empty]]");

        assertThat(none.get("state").asText()).isEqualTo("success");
        assertThat(none.get("resultJson").asText()).isEmpty();
        assertThat(none.has("response")).isFalse();
        assertThat(empty.get("resultJson").asText()).isEqualTo("{\"resultUrls\":[]}");
        assertThat(sandbox.witness().creditsSpent()).isPositive();
    }

    @Test
    void aResultThatIsNoJson() {
        assertThatThrownBy(() -> Client.JSON.readTree(data("rain [[result:malformed]]").get("resultJson").asText()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aResultThatIsAnObject() {
        assertThat(data("rain [[result:object]]").at("/resultJson/resultUrls/0").asText()).startsWith(sandbox.url());
    }

    @Test
    void aResultInResponseAlone() {
        JsonNode data = data("rain [[result:response]]");

        assertThat(data.get("resultJson").asText()).isEmpty();
        assertThat(data.at("/response/resultUrls/0").asText()).startsWith(sandbox.url());
    }

    @Test
    void aRecordThatIsNullForTheFirstPolls() {
        String id = client.createdId("rain [[null:2]]");

        assertThat(client.record(id).get("msg").asText()).isEqualTo("recordInfo is null");
        assertThat(client.record(id).get("code").asInt()).isEqualTo(422);
        assertThat(client.record(id).get("code").asInt()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 408, 422, 429, 433, 455, 500, 501, 505})
    void aRefusalOfACreateCreatesNothing(int code) {
        HttpResponse<String> response = client.createResponse(order("rain [[create:" + code + "]]"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(client.json(response).get("code").asInt()).isEqualTo(code);
        assertThat(client.json(response).get("msg").asText()).isNotBlank();
        assertThat(sandbox.witness().tasks()).isEmpty();
    }

    @Test
    void aRefusalWithAnHttpStatus() {
        HttpResponse<String> response = client.createResponse(order("rain [[create:http:429]]"));

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(client.json(response).get("code").asInt()).isEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource({"html, 502", "html:503, 503"})
    void aPageOfHtml(String what, int status) {
        HttpResponse<String> create = client.createResponse(order("rain [[create:" + what + "]]"));
        HttpResponse<String> query = client.recordResponse(client.createdId("rain [[query:" + what + "]]"));

        assertThat(create.statusCode()).isEqualTo(status);
        assertThat(create.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(query.statusCode()).isEqualTo(status);
        assertThat(query.body()).startsWith("<html>");
    }

    @Test
    void theEdgesRefusal() {
        HttpResponse<String> create = client.createResponse(order("rain [[create:1010]]"));

        assertThat(create.statusCode()).isEqualTo(403);
        assertThat(create.body()).isEqualTo("error code: 1010");
    }

    @Test
    void aStormOf429() {
        for (int i = 0; i < 3; i++) {
            assertThat(client.create(order("rain [[create:429*3]]")).get("code").asInt()).isEqualTo(429);
        }
        assertThat(client.create(order("rain [[create:429*3]]")).get("code").asInt()).isEqualTo(200);
        assertThat(sandbox.witness().tasks()).hasSize(1);
    }

    @Test
    void faultsInTurn() {
        String text = "rain [[create:429*1]][[create:html*1]]";

        assertThat(client.createResponse(order(text)).body()).contains("429");
        assertThat(client.createResponse(order(text)).statusCode()).isEqualTo(502);
        assertThat(client.create(order(text)).get("code").asInt()).isEqualTo(200);
    }

    @Test
    void aCutAnswerToACreateThatCreated() {
        assertThatThrownBy(() -> client.createResponse(order("rain [[create:cut]]")))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(sandbox.witness().tasks()).hasSize(1);
    }

    @Test
    void aCutAnswerToAQuery() {
        String id = client.createdId("rain [[query:cut*1]]");

        assertThatThrownBy(() -> client.record(id)).isInstanceOf(UncheckedIOException.class);
        assertThat(client.record(id).get("code").asInt()).isEqualTo(200);
    }

    @Test
    void aSlowAnswer() {
        long start = System.nanoTime();

        client.create(order("rain [[create:slow:300ms]]"));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aResetBeforeTheTaskWasCreated() {
        assertThatThrownBy(() -> client.createResponse(order("rain [[create:reset]]")))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(sandbox.witness().tasks()).isEmpty();
        assertThat(sandbox.witness().requestsTo("/api/v1/jobs/createTask")).isNotEmpty();
    }

    @Test
    void aResetAfterTheTaskWasCreated() {
        assertThatThrownBy(() -> client.createResponse(order("rain [[create:reset:after]]")))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(sandbox.witness().tasks()).isNotEmpty();
    }

    @Test
    void aLostAnswerIsBilledAllTheSame() {
        String body = order("rain [[create:lost]]").toString();

        assertThatThrownBy(() -> client.send(client.request("/api/v1/jobs/createTask")
                .timeout(Duration.ofMillis(300))
                .header("Authorization", "Bearer key")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))))
                .hasCauseInstanceOf(HttpTimeoutException.class);
        assertThat(sandbox.witness().tasksFor("rain [[create:lost]]")).singleElement()
                .satisfies(task -> assertThat(task.paid()).isTrue());
        assertThat(sandbox.witness().creditsSpent()).isEqualByComparingTo("0.24");
    }

    private HttpResponse<byte[]> media(String text) {
        return client.fetch(client.resultUrl(client.create(order(text)).at("/data/taskId").asText()));
    }

    @Test
    void truncatedAudio() {
        assertThatThrownBy(() -> media("rain [[media:truncated]]")).isInstanceOf(UncheckedIOException.class);
        String url = client.resultUrl(client.create(order("rain [[media:truncated*1]]")).at("/data/taskId").asText());
        assertThatThrownBy(() -> client.fetch(url)).isInstanceOf(UncheckedIOException.class);
        assertThat(client.fetch(url).body()).hasSize(LENGTH);
    }

    @Test
    void audioThatIsGone() {
        assertThat(media("rain [[media:404]]").statusCode()).isEqualTo(404);
    }

    @Test
    void audioThatIsHtml() {
        assertThat(media("rain [[media:html]]").headers().firstValue("Content-Type")).contains("text/html");
    }

    @Test
    void audioThatIsSlow() {
        long start = System.nanoTime();

        assertThat(media("rain [[media:slow:200ms]]").body()).hasSize(LENGTH);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void audioThatIsReset() {
        assertThatThrownBy(() -> media("rain [[media:reset]]")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aSeedRepeatsASound() {
        assertThat(media("rain [[seed:7]]").body()).isEqualTo(media("rain [[seed:7]]").body());
        assertThat(media("rain [[seed:7]]").body()).isNotEqualTo(media("rain [[seed:8]]").body());
    }

    @Test
    void faultsFromJavaBefallSomePromptsOrAll() {
        sandbox.faults().on("thunder", "fail:501");

        assertThat(data("thunder").get("state").asText()).isEqualTo("fail");
        assertThat(data("rain").get("state").asText()).isEqualTo("success");

        sandbox.faults().onEvery("create:429*1");
        assertThat(client.create(order("rain")).get("code").asInt()).isEqualTo(429);
        assertThat(client.create(order("rain")).get("code").asInt()).isEqualTo(200);

        sandbox.faults().clear();
        assertThat(data("thunder").get("state").asText()).isEqualTo("success");
    }

    @Test
    void faultsFromConfigurationBefallAll() {
        try (Sandbox faulty = Sandbox.configure().set("faults", "create:455*1,fail:500").start()) {
            Client other = new Client(faulty);

            assertThat(other.create("rain").get("code").asInt()).isEqualTo(455);
            assertThat(other.record(other.createdId("rain")).at("/data/state").asText()).isEqualTo("fail");
        }
    }

    @Test
    void aMarkerThatMeansNothingIsRefusedByName() {
        JsonNode answer = client.create("rain [[fail:soon]]");

        assertThat(answer.get("code").asInt()).isEqualTo(422);
        assertThat(answer.get("msg").asText()).isEqualTo("unknown sandbox fault [[fail:soon]]");
    }

    @Test
    void bracketsAroundOtherWordsAreLeftAlone() {
        assertThat(client.create("rain [[bass]] [[a:b]] [[]]").get("code").asInt()).isEqualTo(200);
    }

    @Test
    void theWitnessNamesTheFault() {
        client.createResponse(order("rain [[create:html]]"));

        assertThat(sandbox.witness().requests()).singleElement()
                .satisfies(request -> assertThat(request.trouble()).contains("Html"));
    }
}
