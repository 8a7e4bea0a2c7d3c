package dev.foley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The samples of "what the API page does not say", replayed against the sandbox key by key, in their order. */
class WireSamplesTest {

    private static final String[] APRIL_KEYS = {"taskId", "model", "state", "param", "resultJson", "failCode",
            "failMsg",
            "costTime", "completeTime", "createTime"};
    private static final String[] OCTOBER_KEYS = {"taskId", "model", "state", "param", "resultJson", "failCode",
            "failMsg",
            "costTime", "completeTime", "createTime", "creditsConsumed", "operationType", "successFlag", "paramJson"};

    private final MutableClock clock = new MutableClock();
    private Sandbox sandbox;
    private Client client;

    private void start(String profile) {
        sandbox = Sandbox.configure()
                .set("profile", profile)
                .set("task-duration", "2s")
                .set("credits", "5454.65")
                .clock(clock)
                .start();
        client = new Client(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static JsonNode parse(JsonNode string) throws IOException {
        assertThat(string.isTextual()).isTrue();
        return Client.JSON.readTree(string.textValue());
    }

    @Test
    void aCreatedTask() {
        start("october-2026");

        HttpResponse<String> response = client.createResponse(Client.order(Client.input("rain")));

        JsonNode answer = client.json(response);
        assertThat(keys(answer)).containsExactly("code", "msg", "data");
        assertThat(answer.get("code").intValue()).isEqualTo(200);
        assertThat(answer.get("msg").textValue()).isEqualTo("success");
        assertThat(keys(answer.get("data"))).containsExactly("taskId", "recordId");
        assertThat(answer.at("/data/taskId").textValue()).matches("[0-9a-f]{32}");
        assertThat(answer.at("/data/recordId")).isEqualTo(answer.at("/data/taskId"));
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json;charset=UTF-8");
        assertThat(response.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("JSESSIONID=");
    }

    @Test
    void aRunningTaskInApril() {
        start("april-2026");

        JsonNode data = client.record(client.createdId("rain")).get("data");

        assertThat(keys(data)).containsExactly(APRIL_KEYS);
        assertRunning(data);
    }

    @Test
    void aRunningTaskInOctober() {
        start("october-2026");

        JsonNode data = client.record(client.createdId("rain")).get("data");

        assertThat(keys(data)).containsExactly(OCTOBER_KEYS);
        assertRunning(data);
        assertThat(data.get("creditsConsumed").toString()).isEqualTo("0.0");
        assertThat(data.get("successFlag").intValue()).isZero();
        assertThat(data.get("paramJson")).isEqualTo(data.get("param"));
    }

    private void assertRunning(JsonNode data) {
        assertThat(data.get("model").textValue()).isEqualTo("elevenlabs/sound-effect-v2");
        assertThat(data.get("state").textValue()).isEqualTo("waiting");
        assertThat(data.get("resultJson").textValue()).isEmpty();
        assertThat(data.get("failCode").isNull()).isTrue();
        assertThat(data.get("failMsg").isNull()).isTrue();
        assertThat(data.get("costTime").isNull()).isTrue();
        assertThat(data.get("completeTime").isNull()).isTrue();
        assertThat(data.get("createTime").longValue()).isEqualTo(clock.millis());
    }

    @Test
    void theParametersAreJsonInJson() throws IOException {
        start("october-2026");
        ObjectNode order = Client.order(Client.input("rain").put("loop", false).put("duration_seconds", 3.5));
        order.put("callBackUrl", "http://127.0.0.1:1/");

        JsonNode param = parse(client.record(client.create(order).at("/data/taskId").asText()).at("/data/param"));

        assertThat(keys(param)).containsExactly("input", "callBackUrl", "model");
        assertThat(parse(param.get("input"))).isEqualTo(order.get("input"));
        assertThat(param.get("callBackUrl").textValue()).isEqualTo("http://127.0.0.1:1/");
    }

    @Test
    void aSuccessInApril() throws IOException {
        start("april-2026");

        assertThat(keys(success())).containsExactly(APRIL_KEYS);
    }

    @Test
    void aSuccessInOctober() throws IOException {
        start("october-2026");

        JsonNode data = success();

        assertThat(keys(data)).startsWith(OCTOBER_KEYS).endsWith("response").hasSize(OCTOBER_KEYS.length + 1);
        assertThat(data.get("creditsConsumed").decimalValue()).isEqualByComparingTo("0.72");
        assertThat(data.get("successFlag").intValue()).isEqualTo(1);
        assertThat(data.get("response")).isEqualTo(parse(data.get("resultJson")));
    }

    private JsonNode success() throws IOException {
        String id = client.create(Client.order(Client.input("rain").put("duration_seconds", 3)))
                .at("/data/taskId")
                .asText();
        clock.advance(Duration.ofSeconds(2));
        JsonNode data = client.record(id).get("data");
        assertThat(data.get("state").textValue()).isEqualTo("success");
        JsonNode result = parse(data.get("resultJson"));
        assertThat(keys(result)).containsExactly("resultUrls");
        assertThat(result.at("/resultUrls/0").textValue())
                .isEqualTo(String.format(Locale.ROOT, "%s/as/%s_%d.mp3", sandbox.url(), id, clock.millis()));
        assertThat(data.get("failCode").isNull()).isTrue();
        assertThat(data.get("costTime").intValue()).isEqualTo(2);
        assertThat(data.get("completeTime").longValue()).isEqualTo(clock.millis());
        return data;
    }

    @Test
    void aFailureOfAugust() throws IOException {
        start("october-2026");
        String id = client.createdId("rain [[fail:500]]");
        clock.advance(Duration.ofSeconds(2));

        JsonNode data = client.record(id).get("data");

        JsonNode sample = Client.JSON.readTree(
                """
                {"state":"fail","failCode":"500","failMsg":"internal error, please try again later.","creditsConsumed":0}""");
        sample.properties()
                .forEach(key -> assertThat(data.get(key.getKey())).as(key.getKey()).isEqualTo(key.getValue()));
        assertThat(data.get("resultJson").textValue()).isEmpty();
        assertThat(data.get("successFlag").intValue()).isZero();
        assertThat(data.has("response")).isFalse();
    }

    @Test
    void theCredits() {
        start("october-2026");

        assertThat(client.get("/api/v1/chat/credit").body())
                .isEqualTo("{\"code\":200,\"msg\":\"success\",\"data\":5454.65}");
    }

    @Test
    void aForeignUrlCannotBeRenewed() {
        start("october-2026");

        assertThat(client.post("/api/v1/common/download-url", "{\"url\":\"https://example.com/x.mp3\"}").body())
                .isEqualTo("{\"code\":422,\"msg\":\"url is wrong\",\"data\":null}");
    }
}
