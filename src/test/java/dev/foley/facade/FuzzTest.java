package dev.foley.facade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.foley.Depth;
import dev.foley.Seed;
import dev.foley.ledger.WithoutWorker;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Random requests, most of them invalid, over bare sockets: no HTTP client would send half of them. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
class FuzzTest {
    /** One request in so many is valid. */
    private static final int VALID = 50;
    private static final int PATIENCE_MILLIS = 20_000;

    private static final List<String> METHODS = List.of("GET", "GET", "GET", "POST", "POST", "POST", "DELETE", "HEAD",
            "PUT", "PATCH", "OPTIONS", "TRACE", "get", "FOLEY");
    private static final List<String> PATHS = List.of("/v1/sound-effects", "/v1/sound-effects",
            "/v1/sound-effects/batch",
            "/v1/sound-effects/#", "/v1/sound-effects/#/audio", "/v1/sound-effects/#/cancel",
            "/v1/sound-effects/#/retry", "/v1/sound-effects/#/events", "/v1/credits", "/v1/costs", "/callbacks/#",
            "/graphql", "/", "/page/app.js", "/q/openapi", "/v1//sound-effects", "/v1/../v1/sound-effects", "//", "*");
    private static final List<String> IDS = List.of("abc", "00000000-0000-0000-0000-000000000000", "%00", "%2e%2e",
            "..;/x", "%F0%9F%8C%A7", "%ff", "%zz", "'--", "a".repeat(300), "281e5b0c4f9d4a7e8b1a2c3d4e5f39b9", ";a=b",
            "%0d%0aSet-Cookie:x", "{id}", "\u00e4");
    private static final List<String> QUERIES = List.of("state", "text", "limit", "cursor", "reuse", "since", "query",
            "variables", "ticket", "nothing", "state[]", "");
    private static final List<String> HEADERS = List.of("Accept", "Content-Type", "Prefer", "Range", "If-Range",
            "If-Match", "If-None-Match", "If-Modified-Since", "Idempotency-Key", "Last-Event-ID", "Authorization",
            "Accept-Encoding", "Accept-Language", "Origin", "Cookie", "Expect", "Content-Encoding", "Forwarded",
            "X-Forwarded-For", "X-HTTP-Method-Override", "X-Webhook-Signature", "X-Webhook-Timestamp", "Upgrade",
            "traceparent", "X-Request-ID", "Sec-WebSocket-Key");
    private static final List<String> WORDS = List.of("", " ", "0", "-1", "1", "100", "101", "22", "0.5", "1e999",
            "NaN",
            "9223372036854775808", "true", "TRUE", "null", "queued", "failed,queued", "rain", "\"", "\"a\", W/\"b\"",
            "*",
            "bytes=0-", "bytes=-5", "bytes=9-1", "bytes=0-1,3-4", "bytes=a", "wait=1", "wait=-1", "wait=99999999999",
            "wait", "respond-async, wait=\"3\"", "application/json", "application/json;charset=utf-16",
            "application/json; q=2", "text/html", "audio/*", "*/*;q=0", "multipart/form-data", "a/b/c", "2026-11-01",
            "2026-13-45T99:99:99Z", "-999999999-01-01T00:00:00Z", "Basic YW5u", "Bearer a.b.c", "gzip", "100-continue",
            "websocket", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "AAAA", "%00", "%zz", "\u0001",
            "\u00e4\u00f6", "x".repeat(3000), "../../etc/passwd", "' OR 1=1 --", "${jndi:x}", "{__typename}",
            "{soundEffects{edges{node{id}}}}");
    private static final List<String> FIELDS = List.of("text", "text", "text", "loop", "durationSeconds",
            "promptInfluence", "outputFormat", "items", "callbackUrl", "query", "variables", "operationName", "taskId",
            "code", "data", "", "\\u0000", "__proto__");
    private static final List<String> VALUES = List.of("null", "true", "0", "-0.0", "4.5", "22.01", "0.5", "1",
            "1e1000000000", "1E-1000000000", "99999999999999999999", "\"\"", "\" \"", "\"rain\"", "\"thunder\"",
            "\"\\u0000\"", "\"\\ud800\"", "\"mp3_44100_128\"", "\"opus_48000_96\"", "\"x\\", "NaN", "tru", "'x'", "[]",
            "{}", "[{\"text\":\"rain\"}]", "[null]", "{\"a\":{\"a\":[1]}}", "\"{ credits }\"", "\"{ __typename\"",
            "\"query { soundEffect(id: \\\"x\\\") { id } }\"");

    @TestHTTPResource("/")
    URI base;

    private final Random random = Seed.random();

    @Depth(verify = 1_000, deep = 10_000)
    void randomRequestsGiveNoServerErrorAndNoStackTrace(int requests) throws IOException {
        Map<Integer, Integer> statuses = new TreeMap<>();

        for (int i = 0; i < requests; i++) {
            byte[] request = i % VALID == 0 ? valid() : request();
            String shown = String.format(Locale.ROOT, "%s, request %d:%n%s", Seed.hint(), i,
                    new String(request, StandardCharsets.UTF_8));
            String answer = answer(request);
            int status = status(answer);
            assertThat(status).as("%s%n%s", shown, answer).isLessThan(500);
            if (!answer.contains("text/javascript")) {
                assertThat(answer).as(shown)
                        .doesNotContain("Exception", "\tat ", "dev.foley", "java.", "INTERNAL_ERROR");
            }
            statuses.merge(status, 1, Integer::sum);
        }

        assertThat(statuses).as("%s: some are let in, most are refused, each in its way", Seed.hint())
                .containsKeys(200, 400, 404, 405, 406, 415, 422)
                .hasEntrySatisfying(202, accepted -> assertThat(accepted).isGreaterThanOrEqualTo(requests / VALID));
    }

    /** A request that is always accepted: the service works on among the others. */
    private static byte[] valid() {
        String body = "{\"text\":\"rain\"}";
        return ("POST /v1/sound-effects HTTP/1.1\r\nHost: foley\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] request() throws IOException {
        String method = one(METHODS);
        byte[] body = method.equals("POST") || chance(10) ? body() : new byte[0];
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder(method).append(' ')
                .append(target())
                .append(" HTTP/1.1\r\nHost: foley\r\n");
        if (method.equals("POST") && !chance(5)) {
            head.append("Content-Type: application/json\r\n");
        }
        some(3, () -> one(HEADERS) + ": " + one(WORDS)).forEach(header -> head.append(header).append("\r\n"));
        if (body.length > 0 && chance(8)) {
            head.append("Transfer-Encoding: chunked\r\n");
            body = (String.format(Locale.ROOT, "%x\r\n%s\r\n%s", body.length,
                    new String(body, StandardCharsets.ISO_8859_1),
                    chance(4) ? "zz\r\n" : "0\r\n\r\n")).getBytes(StandardCharsets.ISO_8859_1);
        } else {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        request.write(head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
        request.write(body);
        return request.toByteArray();
    }

    private String target() {
        String path = one(PATHS).replace("#", one(IDS));
        List<String> query = some(2, () -> one(QUERIES) + (chance(8) ? "" : "=" + encoded(one(WORDS))));
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** Mostly as it should be. */
    private String encoded(String word) {
        return chance(20) ? word : word.replace("%", "%25").replace(" ", "+").replace("\"", "%22").replace("#", "%23");
    }

    private byte[] body() {
        if (chance(20)) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        if (chance(100)) {
            return "[".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        }
        if (chance(200)) {
            return ("{\"text\":\"" + "a".repeat(100_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        }
        String json = some(5, () -> String.format(Locale.ROOT, "\"%s\":%s", one(FIELDS), one(VALUES))).stream()
                .collect(Collectors.joining(",", "{", "}"));
        return (chance(10) ? json.substring(random.nextInt(json.length())) : json).getBytes(StandardCharsets.UTF_8);
    }

    private String answer(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(request);
            } catch (SocketException closed) {
                // It was refused before it had been read; the answer is there all the same.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "";
        }
    }

    /** 0 for a connection that was closed without an answer, as what is no HTTP may be. */
    private static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    private List<String> some(int most, Supplier<String> kind) {
        return IntStream.range(0, random.nextInt(most + 1)).mapToObj(i -> kind.get()).toList();
    }

    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
