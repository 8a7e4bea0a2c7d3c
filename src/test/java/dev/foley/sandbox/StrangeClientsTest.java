package dev.foley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends, it gets an answer that makes sense, and the sandbox lives on. */
class StrangeClientsTest {

    private static final String CREATE = "/api/v1/jobs/createTask";

    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.configure().set("create-limit", "0").set("query-limit", "0").start();
        client = new Client(sandbox);
    }

    @AfterEach
    void stop() {
        assertThat(client.create("still alive").get("code").asInt()).isEqualTo(200);
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/v1/jobs/createTask, 405", "DELETE, /api/v1/jobs/recordInfo, 405", "POST, /as/x, 405",
            "PATCH, /api/v1/chat/credit, 405", "GET, /, 404", "POST, /api/v2/jobs/createTask, 404",
            "OPTIONS, /api, 404",
            "GET, /administration, 404", "GET, /api/v1/jobs/createTask/, 404"})
    void anotherMethodOrPathIsNamedSo(String method, String path, int status) {
        HttpResponse<String> response = client.send(client.request(path)
                .header("Authorization", "Bearer key")
                .method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(client.json(response).get("code").asInt()).isEqualTo(status);
    }

    @Test
    void whoAsksForGzipGetsIt() throws Exception {
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(client.request("/api/v1/chat/credit")
                        .header("Authorization", "Bearer key")
                        .header("Accept-Encoding", "gzip, deflate")
                        .build(), BodyHandlers.ofInputStream());

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (InputStream body = new GZIPInputStream(answer.body())) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains("\"code\":200");
        }
    }

    @Test
    void aHugeBodyIsRefused() {
        HttpResponse<String> response = client.post(CREATE, "x".repeat(300_000));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(client.json(response).get("code").asInt()).isEqualTo(413);
    }

    @Test
    void deepJsonIsRefused() {
        assertThat(client.json(client.post(CREATE, "{\"a\":".repeat(20_000))).get("code").asInt()).isEqualTo(400);
        assertThat(client.json(client.post(CREATE, "[".repeat(100_000))).get("code").asInt()).isEqualTo(400);
    }

    @Test
    void aHugeNumberIsRefused() {
        String body = "{\"model\":\"elevenlabs/sound-effect-v2\",\"input\":{\"text\":\"a\",\"duration_seconds\":"
                + "9".repeat(5000) + "}}";

        assertThat(client.json(client.post(CREATE, body)).get("code").asInt()).isIn(400, 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?taskId=%zz", "?taskId=%00", "?taskId=%F0%9F%92%A9", "?taskId=a&taskId=b",
            "?taskId=../../etc",
            "?taskId=", "?=", "?&&&"})
    void aStrangeTaskIdIsUnknown(String query) throws IOException {
        String answer = raw("GET /api/v1/jobs/recordInfo" + query + " HTTP/1.1\r\nHost: x\r\n"
                + "Authorization: Bearer key\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 ").containsAnyOf("\"code\":422", "\"code\":400", "400 Bad Request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET  HTTP/1.1\r\n\r\n",
            "POST /api/v1/jobs/createTask HTTP/1.1\r\nHost: x\r\nContent-Length: minus\r\n\r\n",
            "GET http://elsewhere/api/v1/chat/credit HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"})
    void whatIsNoHttpIsHungUpOn(String request) throws IOException {
        assertThat(raw(request)).startsWith("HTTP/");
    }

    @Test
    void aClientThatGoesAwayHalfWayHarmsNobody() throws IOException {
        for (int i = 0; i < 50; i++) {
            try (Socket socket = connect()) {
                socket.getOutputStream()
                        .write(("POST " + CREATE + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    @Test
    void readersThatGoAwayLetOthersThrough() throws IOException {
        String id = client.create(Client.order(Client.input("wind")
                .put("duration_seconds", 22)
                .put("output_format", "pcm_48000"))).at("/data/taskId").asText();
        String url = client.resultUrl(id);
        for (int i = 0; i < 40; i++) {
            try (Socket socket = connect()) {
                socket.getOutputStream()
                        .write(("GET " + URI.create(url).getPath() + " HTTP/1.1\r\nHost: x\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                if (i % 2 == 0) {
                    socket.getInputStream().read();
                }
            }
        }

        assertThat(client.fetch(url).body()).hasSize(22 * 48_000 * 2);
    }

    @Test
    void randomBodiesGetAnAnswer() {
        Random random = new Random(1);
        String valid = Client.order(Client.input("rain")
                .put("loop", true)
                .put("duration_seconds", 1)
                .put("output_format", "pcm_8000")).toString();
        for (int i = 0; i < 500; i++) {
            StringBuilder body = new StringBuilder(valid);
            for (int change = random.nextInt(4); change >= 0; change--) {
                body.setCharAt(random.nextInt(body.length()),
                        (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
            }

            HttpResponse<String> response = client.post(CREATE, body.toString());

            JsonNode answer = client.json(response);
            assertThat(answer.get("code").asInt()).as(body.toString()).isIn(200, 400, 422, 500);
            assertThat(answer.get("msg").asText()).as(body.toString())
                    .isNotEqualTo("Server exception, please try again later");
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", URI.create(sandbox.url()).getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
