package dev.foley.facade.rest;

import static dev.foley.StubServer.json;
import static dev.foley.facade.rest.Api.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.foley.StubServer;
import dev.foley.StubServer.Reply;
import dev.foley.StubServer.Request;
import dev.foley.StubbedKie;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Audio without a database: parts and descriptions cost what they are, and not the whole file. */
@QuarkusTest
@TestProfile(StubbedKie.class)
class PassThroughAudioTest {
    private static final String AUDIO = "/v1/sound-effects/t1/audio";
    private static final byte[] SOUND = new byte[50_000];

    static {
        new Random(2).nextBytes(SOUND);
    }

    private enum Host {
        WITH_RANGES,
        WITHOUT_RANGES,
        WITHOUT_HEAD
    }

    StubServer stub;

    @BeforeEach
    void aHostThatKnowsRanges() {
        behave(Host.WITH_RANGES);
    }

    private void behave(Host host) {
        Reply record = json(200, String.format(Locale.ROOT,
                "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"t1\",\"state\":\"success\",\"resultJson\":\"{\\\"resultUrls\\\":"
                        + "[\\\"%s/a.mp3\\\"]}\"}}",
                stub.url()));
        stub.reset((request, socket) -> {
            if (!request.target().equals("/a.mp3")) {
                return record.to(request, socket);
            }
            socket.getOutputStream().write(answer(request, host));
            socket.getOutputStream().flush();
            return true;
        });
    }

    private static byte[] answer(Request request, Host host) {
        boolean head = request.method().equals("HEAD");
        if (head && host == Host.WITHOUT_HEAD) {
            return "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        }
        Matcher range = Pattern.compile("bytes=(\\d+)-(\\d+)").matcher(request.headers().getOrDefault("Range", ""));
        boolean part = host == Host.WITH_RANGES && range.matches();
        int from = part ? Integer.parseInt(range.group(1)) : 0;
        int to = part ? Integer.parseInt(range.group(2)) + 1 : SOUND.length;
        if (from >= SOUND.length) {
            return "HTTP/1.1 416 Range\r\nContent-Length: 0\r\nContent-Range: bytes */50000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
        }
        byte[] start = String
                .format(Locale.ROOT, "HTTP/1.1 %s\r\nContent-Type: audio/mpeg\r\nContent-Length: %d\r\n%s\r\n",
                        part ? "206 Partial" : "200 OK", to - from,
                        part
                                ? String.format(Locale.ROOT, "Content-Range: bytes %d-%d/50000\r\n", from, to - 1)
                                : host == Host.WITHOUT_RANGES ? "" : "Accept-Ranges: bytes\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] body = head ? new byte[0] : Arrays.copyOfRange(SOUND, from, to);
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    private List<Request> fetched() {
        return stub.requests().stream().filter(request -> request.target().equals("/a.mp3")).toList();
    }

    @Test
    void aRangeIsThatPartAndNoMoreIsFetched() {
        Response part = given().header("Range", "bytes=100-299").get(AUDIO);

        part.then()
                .statusCode(206)
                .header("Content-Range", "bytes 100-299/50000")
                .header("Content-Length", "200")
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Authorization");
        assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(SOUND, 100, 300));
        assertThat(fetched()).extracting(request -> request.headers().get("Range")).containsExactly("bytes=100-299");
    }

    @Test
    void theWholeSaysThatPartsCanBeHad() {
        Response whole = given().get(AUDIO);

        whole.then()
                .statusCode(200)
                .header("Accept-Ranges", "bytes")
                .header("Content-Range", nullValue())
                .header("Content-Length", "50000");
        assertThat(whole.asByteArray()).isEqualTo(SOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-6", "lines=1-2", "bytes=9-1", "nonsense"})
    void whatIsNoSingleRangeIsTheWhole(String range) {
        given().header("Range", range).get(AUDIO).then().statusCode(200).header("Content-Range", nullValue());
        assertThat(fetched()).allMatch(request -> !request.headers().containsKey("Range"));
    }

    @Test
    void withoutATagNoRangeDependsOnOne() {
        given().header("Range", "bytes=0-9").header("If-Range", "\"a\"").get(AUDIO).then().statusCode(200);
    }

    @Test
    void aRangeBeyondTheEndCannotBeSatisfied() {
        problem(given().header("Range", "bytes=60000-60001").get(AUDIO), 416, "range-not-satisfiable")
                .header("Content-Range", equalTo("bytes */50000"))
                .body("jobId", equalTo("t1"));
    }

    @Test
    void aHostThatKnowsNoRangesSendsTheWhole() {
        behave(Host.WITHOUT_RANGES);

        given().header("Range", "bytes=0-9")
                .get(AUDIO)
                .then()
                .statusCode(200)
                .header("Content-Length", "50000")
                .header("Accept-Ranges", nullValue());
    }

    @Test
    void headCostsNothing() {
        given().head(AUDIO)
                .then()
                .statusCode(200)
                .header("Content-Length", "50000")
                .header("Content-Type", equalTo("audio/mpeg"))
                .header("Accept-Ranges", "bytes")
                .body(is(""));
        given().header("Range", "bytes=0-9").head(AUDIO).then().statusCode(200).header("Content-Length", "50000");

        assertThat(fetched()).extracting(Request::method).containsExactly("HEAD", "HEAD");
    }

    @Test
    void aLinkThatIsSignedForGetAloneIsDescribedAllTheSame() {
        behave(Host.WITHOUT_HEAD);

        given().head(AUDIO).then().statusCode(200).header("Content-Length", "50000").body(is(""));
    }
}
