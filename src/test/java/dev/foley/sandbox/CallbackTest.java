package dev.foley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbackTest {

    private static final String KEY = "webhook key";

    private CallbackReceiver receiver = new CallbackReceiver();
    private Sandbox sandbox = settings().start();

    private static Sandbox.Builder settings() {
        return Sandbox.configure().set("webhook-key", KEY).set("callback-retry-delay", "10ms");
    }

    @AfterEach
    void stop() {
        sandbox.close();
        receiver.close();
    }

    private void restart(Sandbox.Builder settings, Integer... statuses) {
        stop();
        receiver = new CallbackReceiver(statuses);
        sandbox = settings.start();
    }

    private String create(String text) {
        return new Client(sandbox).create(Client.order(Client.input(text).put("duration_seconds", 2))
                .put("callBackUrl", receiver.url())).at("/data/taskId").asText();
    }

    private static String signature(String key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aSuccessIsTold() throws Exception {
        String id = create("rain");

        JsonNode body = receiver.next().body();

        assertThat(body.get("code").asInt()).isEqualTo(200);
        assertThat(body.get("msg").asText()).isEqualTo("Playground task completed successfully.");
        assertThat(body.at("/data/taskId").asText()).isEqualTo(id);
        assertThat(body.at("/data/state").asText()).isEqualTo("success");
        assertThat(body.at("/data/creditsConsumed").decimalValue()).isEqualByComparingTo("0.48");
        assertThat(body.at("/data/updateTime").isIntegralNumber()).isTrue();
        assertThat(body.at("/data/resultJson").asText()).contains("/as/" + id);
    }

    @Test
    void aFailureIsTold() throws Exception {
        create("rain [[fail:501]]");

        JsonNode body = receiver.next().body();

        assertThat(body.get("code").asInt()).isEqualTo(501);
        assertThat(body.get("msg").asText()).isEqualTo("Playground task failed.");
        assertThat(body.at("/data/state").asText()).isEqualTo("fail");
    }

    @Test
    void theOlderGenerationTellsCreditsByOtherNames() throws Exception {
        restart(settings().set("profile", "april-2026").set("credits", "100"));
        create("rain");

        JsonNode data = receiver.next().body().get("data");

        assertThat(data.get("consumeCredits").decimalValue()).isEqualByComparingTo("0.48");
        assertThat(data.get("remainedCredits").decimalValue()).isEqualByComparingTo("99.52");
        assertThat(data.has("creditsConsumed")).isFalse();
    }

    @Test
    void theOtherGenerationCanBeAskedFor() throws Exception {
        create("rain [[callback:other-generation]]");

        assertThat(receiver.next().body().get("data").has("consumeCredits")).isTrue();
    }

    @Test
    void itIsSignedWithTheWebhookKey() throws Exception {
        String id = create("rain");

        CallbackReceiver.Received callback = receiver.next();

        assertThat(callback.signature()).isEqualTo(signature(KEY, id + "." + callback.timestamp()));
        assertThat(Instant.ofEpochSecond(Long.parseLong(String.valueOf(callback.timestamp()))))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }

    @Test
    void withoutAWebhookKeyItIsNotSigned() throws Exception {
        restart(Sandbox.configure());
        create("rain");

        assertThat(receiver.next().signature()).isNull();
    }

    @Test
    void anUnsignedOneCanBeAskedFor() throws Exception {
        create("rain [[callback:unsigned]]");

        assertThat(receiver.next().signature()).isNull();
    }

    @Test
    void aForgedOneHasAnotherSignature() throws Exception {
        String id = create("rain [[callback:forged]]");

        CallbackReceiver.Received callback = receiver.next();

        assertThat(callback.signature()).isNotNull().isNotEqualTo(signature(KEY, id + "." + callback.timestamp()));
    }

    @Test
    void aStaleOneIsSignedWellAnHourAgo() throws Exception {
        String id = create("rain [[callback:stale]]");

        CallbackReceiver.Received callback = receiver.next();

        assertThat(callback.signature()).isEqualTo(signature(KEY, id + "." + callback.timestamp()));
        assertThat(Instant.ofEpochSecond(Long.parseLong(String.valueOf(callback.timestamp()))))
                .isBefore(Instant.now().minusSeconds(3590));
    }

    @Test
    void aDuplicateComesTwice() throws Exception {
        create("rain [[callback:duplicate]]");

        assertThat(receiver.next().body()).isEqualTo(receiver.next().body());
    }

    @Test
    void aLateOneComesLater() throws Exception {
        create("rain [[callback:late:400ms]]");

        assertThat(receiver.isQuietFor(200)).isTrue();
        assertThat(receiver.next().body().get("code").asInt()).isEqualTo(200);
    }

    @Test
    void oneCanStayAway() throws Exception {
        create("rain [[callback:never]]");

        assertThat(receiver.isQuietFor(200)).isTrue();
    }

    @Test
    void anEarlyOneComesOnceBeforeTheCreateIsAnswered() throws Exception {
        create("rain [[callback:early]]");

        assertThat(receiver.waiting()).isEqualTo(1);
        receiver.next();
        assertThat(receiver.isQuietFor(100)).isTrue();
    }

    @Test
    void theIdGoesByEachOfItsNames() throws Exception {
        String id = create("rain [[callback:id:task_id]]");
        JsonNode inner = receiver.next().body();
        assertThat(inner.at("/data/task_id").asText()).isEqualTo(id);
        assertThat(inner.at("/data").has("taskId")).isFalse();

        id = create("rain [[callback:id:top]]");
        JsonNode outer = receiver.next().body();
        assertThat(outer.get("taskId").asText()).isEqualTo(id);
        assertThat(outer.at("/data").has("taskId")).isFalse();

        id = create("rain [[callback:id:two]]");
        JsonNode both = receiver.next().body();
        assertThat(both.at("/data/taskId").asText()).isEqualTo(id);
        assertThat(both.get("taskId").asText()).isNotEqualTo(id);
    }

    @Test
    void itIsSentAgainUntilItIsAnsweredWith200() throws Exception {
        restart(settings(), 500, 404);
        create("rain");

        receiver.next();
        receiver.next();
        receiver.next();
        assertThat(receiver.isQuietFor(100)).isTrue();
        assertThat(sandbox.witness().callbacks()).extracting("attempt", "status")
                .containsExactly(tuple(1, 500), tuple(2, 404),
                        tuple(3, 200));
    }

    @Test
    void afterThreeRetriesItIsGivenUp() throws Exception {
        restart(settings(), 500, 500, 500, 500, 500, 500);
        create("rain");

        for (int attempt = 0; attempt < 4; attempt++) {
            receiver.next();
        }
        assertThat(receiver.isQuietFor(100)).isTrue();
    }

    @Test
    void aReceiverThatIsAwayIsToldOfInTheWitness() {
        receiver.close();
        create("rain");

        await().untilAsserted(() -> assertThat(sandbox.witness().callbacks()).hasSize(4)
                .allSatisfy(callback -> assertThat(callback.error()).isNotBlank()));
    }

    @Test
    void aReceiverThatIsTooSlowIsGivenUp() {
        restart(settings().set("callback-timeout", "100ms").set("callback-retries", "0"));
        receiver.hang();
        create("rain");

        await().untilAsserted(() -> assertThat(sandbox.witness().callbacks()).singleElement()
                .satisfies(callback -> assertThat(callback.error()).containsIgnoringCase("timeout")));
    }

    @Test
    void itComesThoughNobodyAsksForTheTask() throws Exception {
        restart(settings().set("task-duration", "100ms"));
        String id = create("rain");

        assertThat(receiver.next().body().at("/data/taskId").asText()).isEqualTo(id);
    }
}
