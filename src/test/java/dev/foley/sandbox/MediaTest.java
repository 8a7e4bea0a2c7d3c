package dev.foley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTest {

    private static final int LENGTH = 16_000;

    private final MutableClock clock = new MutableClock();
    private Sandbox sandbox;
    private Client client;
    private String url;

    @BeforeEach
    void start() {
        sandbox = Sandbox.configure().clock(clock).start();
        client = new Client(sandbox);
        url = urlOf("wind");
    }

    private String urlOf(String text) {
        return client.resultUrl(client.create(Client.order(Client.input(text)
                .put("duration_seconds", 1)
                .put("output_format", "pcm_8000"))).at("/data/taskId").asText());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String renew(String some) {
        return client.json(client.post("/api/v1/common/download-url", "{\"url\":\"" + some + "\"}"))
                .get("data")
                .asText();
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-0, 0, 0", "bytes=100-, 100, 15999", "bytes=-10, 15990, 15999",
            "bytes=15000-99999, 15000, 15999",
            "bytes=-99999, 0, 15999"})
    void aRangeIsServed(String range, int first, int last) {
        byte[] whole = client.fetch(url).body();

        HttpResponse<byte[]> part = client.fetch(client.request(url).header("Range", range));

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range"))
                .contains(String.format(Locale.ROOT, "bytes %d-%d/%d", first, last, LENGTH));
        assertThat(Arrays.equals(part.body(), Arrays.copyOfRange(whole, first, last + 1))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-2", "bytes=0-1,5-6", "pages=1-2", "bytes=-", "nonsense"})
    void aRangeThatIsNoneGivesTheWholeFile(String range) {
        HttpResponse<byte[]> whole = client.fetch(client.request(url).header("Range", range));

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).hasSize(LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=16000-", "bytes=99999999999-", "bytes=-0"})
    void aRangeBehindTheEndIsUnsatisfiable(String range) {
        HttpResponse<byte[]> none = client.fetch(client.request(url).header("Range", range));

        assertThat(none.statusCode()).isEqualTo(416);
        assertThat(none.headers().firstValue("Content-Range")).contains("bytes */16000");
    }

    @Test
    void headTellsTheLengthWithoutABody() {
        HttpResponse<byte[]> head = client
                .fetch(client.request(url).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(LENGTH);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void anUnknownFileIsNotFound() {
        assertThat(client.fetch("/as/nothing.mp3").statusCode()).isEqualTo(404);
        assertThat(client.fetch("/as/").statusCode()).isEqualTo(404);
        assertThat(client.fetch(url.replace(".pcm", ".mp3")).statusCode()).isEqualTo(404);
        assertThat(client.fetch("/as/../admin").statusCode()).isEqualTo(404);
    }

    @Test
    void aUrlDiesAndIsRenewed() {
        clock.advance(Duration.ofHours(24));
        assertThat(client.fetch(url).statusCode()).isEqualTo(403);

        String renewed = renew(url);

        assertThat(client.fetch(renewed).body()).hasSize(LENGTH);
    }

    @Test
    void aRenewedUrlWorksForTwentyMinutes() {
        String renewed = renew(url);

        clock.advance(Duration.ofMinutes(20).minusMillis(1));
        assertThat(client.fetch(renewed).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMillis(1));
        assertThat(client.fetch(renewed).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?expires=99999999999999&signature=00", "?expires=x&signature=",
            "?expires=%FF&signature=%00"})
    void aForgedLinkIsRefused(String query) {
        assertThat(client.fetch(url + query).statusCode()).isEqualTo(403);
    }

    @Test
    void anExpiredUrlOnDemandIsRenewed() {
        String expired = urlOf("wind [[media:expired]]");

        assertThat(client.fetch(expired).statusCode()).isEqualTo(403);
        assertThat(client.fetch(renew(expired)).body()).hasSize(LENGTH);
    }

    @Test
    void theWitnessSeesWhetherTheKeyWasSent() {
        client.fetch(url);
        client.fetch(client.request(url).header("Authorization", "Bearer secret"));

        assertThat(sandbox.witness()
                .requests()
                .stream()
                .filter(request -> request.target().startsWith("/as/"))
                .map(request -> request.headers().get("authorization"))).containsExactly(null, "***");
        assertThat(sandbox.witness().requests().toString()).doesNotContain("secret");
    }
}
