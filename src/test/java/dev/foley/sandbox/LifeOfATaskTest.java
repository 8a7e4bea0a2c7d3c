package dev.foley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foley.sandbox.audio.OutputFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifeOfATaskTest {

    private final MutableClock clock = new MutableClock();
    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.configure()
                .set("task-duration", "2s")
                .set("query-limit", "0")
                .set("create-limit", "0")
                .clock(clock)
                .start();
        client = new Client(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aTaskWaitsIsGeneratedAndSucceeds() {
        String id = client.createdId("rain");

        assertThat(client.record(id).at("/data/state").asText()).isEqualTo("waiting");
        clock.advance(Duration.ofSeconds(1));
        assertThat(client.record(id).at("/data/state").asText()).isEqualTo("generating");
        clock.advance(Duration.ofSeconds(1));
        JsonNode done = client.record(id).get("data");
        assertThat(done.get("state").asText()).isEqualTo("success");
        assertThat(done.get("costTime").asInt()).isEqualTo(2);
        assertThat(done.get("completeTime").asLong() - done.get("createTime").asLong()).isEqualTo(2000);
    }

    @Test
    void aResultIsRealAudio() {
        String id = client.create(Client.order(Client.input("a beep")
                .put("duration_seconds", 0.7)
                .put("output_format", "pcm_8000"))).at("/data/taskId").asText();
        clock.advance(Duration.ofSeconds(2));

        HttpResponse<byte[]> audio = client.fetch(client.resultUrl(id));

        assertThat(audio.statusCode()).isEqualTo(200);
        assertThat(audio.headers().firstValue("Content-Type")).contains("audio/pcm");
        assertThat(audio.headers().firstValueAsLong("Content-Length")).hasValue(11_200);
        assertThat(audio.body()).hasSize(11_200);
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatIsServedWithItsMediaTypeAndExtension(OutputFormat format) {
        String id = client.create(Client.order(Client.input("a beep")
                .put("duration_seconds", 0.5)
                .put("output_format", format.wireName()))).at("/data/taskId").asText();
        clock.advance(Duration.ofSeconds(2));
        String url = client.resultUrl(id);

        HttpResponse<byte[]> audio = client.fetch(url);

        assertThat(url).matches(".*/as/" + id + "_\\d+\\." + format.codec().extension());
        assertThat(audio.headers().firstValue("Content-Type")).contains(format.codec().mediaType());
        assertThat(audio.body()).isNotEmpty();
    }

    @Test
    void aFileIsTheSameEachTimeItIsFetched() {
        String id = client.createdId("wind");
        clock.advance(Duration.ofSeconds(2));
        String url = client.resultUrl(id);

        assertThat(Arrays.equals(client.fetch(url).body(), client.fetch(url).body())).isTrue();
    }

    @Test
    void aFileThatIsNotMadeYetIsNotFound() {
        String id = client.createdId("wind");
        long doneAt = clock.millis() + 2000;

        assertThat(client.fetch(String.format(Locale.ROOT, "/as/%s_%d.mp3", id, doneAt)).statusCode()).isEqualTo(404);
    }

    @Test
    void onlyASuccessIsPaid() {
        client.create(Client.order(Client.input("rain").put("duration_seconds", 10)));
        client.create(Client.order(Client.input("rain [[fail:500]]").put("duration_seconds", 10)));

        assertThat(credit()).isEqualByComparingTo("10000");
        clock.advance(Duration.ofSeconds(2));
        assertThat(credit()).isEqualByComparingTo("9997.6");
        assertThat(sandbox.witness().creditsSpent()).isEqualByComparingTo("2.4");
    }

    private BigDecimal credit() {
        return client.json(client.get("/api/v1/chat/credit")).get("data").decimalValue();
    }
}
