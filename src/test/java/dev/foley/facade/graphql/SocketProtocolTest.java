package dev.foley.facade.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;

import dev.foley.ledger.LedgerProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of graphql-transport-ws. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class SocketProtocolTest {
    private static final JsonObject INIT = new JsonObject().put("type", "connection_init");

    @Test
    void anotherProtocolIsRefused() {
        try (Socket socket = Socket.silent("graphql-ws")) {
            assertThat(socket.status()).isEqualTo(4406);
        }
    }

    @Test
    void nothingIsServedBeforeTheBeginning() {
        try (Socket socket = Socket.silent(Socket.PROTOCOL)) {
            socket.subscribe("1", "x");

            assertThat(socket.status()).isEqualTo(4401);
        }
    }

    @Test
    void thereIsOneBeginning() {
        try (Socket socket = Socket.open()) {
            socket.send(INIT);

            assertThat(socket.status()).isEqualTo(4429);
        }
    }

    @Test
    void anIdIsUsedForOneOperationAtATime() {
        String id = Engine.generate("twice [[takes:60m]]");
        try (Socket socket = Socket.open()) {
            socket.subscribe("1", id);
            socket.first("next", "1");
            socket.subscribe("1", id);

            assertThat(socket.status()).isEqualTo(4409);
        }
    }

    @Test
    void anIdCanBeUsedAgainAfterAnError() {
        try (Socket socket = Socket.open()) {
            for (int i = 1; i <= 2; i++) {
                socket.start("1", "{ nothing }", new JsonObject());
                int errors = i;
                await().atMost(Duration.ofSeconds(30)).until(() -> socket.all("error", "1").size() == errors);
            }
        }
    }

    @Test
    void pingIsAnsweredWithPong() {
        try (Socket socket = Socket.open()) {
            socket.send(new JsonObject().put("type", "ping"));

            assertThat(socket.first("pong", null)).isNotNull();
        }
    }

    /** So that nothing between takes it for idle. */
    @Test
    void aConnectionThatHasBegunIsPinged() {
        try (Socket socket = Socket.open()) {
            assertThat(socket.first("ping", null)).isNotNull();
        }
    }

    /** As Java and .NET clients write what they leave out. */
    @Test
    void aPayloadThatIsNullCountsAsAbsent() {
        try (Socket socket = Socket.silent(Socket.PROTOCOL)) {
            socket.send("{\"id\": null, \"type\": \"connection_init\", \"payload\": null}");
            socket.first("connection_ack", null);
            socket.send("{\"type\": \"pong\", \"payload\": null}");
            socket.send("{\"type\": \"complete\", \"id\": \"1\", \"payload\": null}");
            socket.send("{\"type\": \"ping\", \"payload\": null}");
            socket.first("pong", null);
            socket.send("{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": {\"query\": \"{ __typename }\","
                    + " \"operationName\": null, \"variables\": null, \"extensions\": null}}");
            socket.first("complete", "1");
        }
    }

    @Test
    void aPersistedQueryIsAnsweredAsItsClientsExpect() {
        try (Socket socket = Socket.open()) {
            socket.send("{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": {\"extensions\":"
                    + " {\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"ab\"}}}}");

            assertThat(socket.first("error", "1").encode()).contains("\"PersistedQueryNotSupported\"");
        }
    }

    @Test
    void whatIsNoDocumentHasItsCode() {
        try (Socket socket = Socket.open()) {
            socket.start("1", "{ credits ", new JsonObject());

            assertThat(socket.first("error", "1").encode()).contains("GRAPHQL_PARSE_FAILED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ ...nothing }", "{ soundEffectUpdated(id: \"1\") @skip(if: true) { id } }",
            "{ a: soundEffectUpdated(id: \"1\") { id } b: soundEffectUpdated(id: \"2\") { id } }"})
    void aSubscriptionHasOneFieldAtItsRoot(String fields) {
        try (Socket socket = Socket.open()) {
            socket.start("1", "subscription " + fields, new JsonObject());

            assertThat(socket.first("error", "1").encode()).contains("GRAPHQL_VALIDATION_FAILED", "one field");
        }
        Engine.error(Engine.post("query q { __typename } subscription s " + fields), "GRAPHQL_VALIDATION_FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{}", "{\"type\": 1}", "{\"type\": \"next\", \"id\": \"1\"}",
            "{\"type\": \"ping\", \"payload\": 1}", "{\"type\": \"subscribe\", \"id\": \"1\"}",
            "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": null}", "{\"type\": null}",
            "{\"type\": \"subscribe\", \"payload\": {\"query\": \"{ credits }\"}}",
            "{\"type\": \"subscribe\", \"id\": \"\", \"payload\": {}}", "{\"type\": \"complete\", \"id\": 1}"})
    void whatIsNoMessageEndsTheConnection(String text) {
        try (Socket socket = Socket.open()) {
            socket.send(text);

            assertThat(socket.status()).isEqualTo(4400);
        }
    }

    @Test
    void pagesOfOtherOriginsAreRefused() {
        assertThatThrownBy(() -> Socket.silent(Socket.PROTOCOL, "Origin", "https://elsewhere.example"))
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class,
                        refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
        try (Socket socket = Socket.open("Origin", "http://127.0.0.1:" + RestAssured.port)) {
            assertThat(socket.protocol()).isEqualTo(Socket.PROTOCOL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql/", "/callbacks/graphql", "/q/health/graphql", "/q/metrics/graphql", "/x/graphql",
            "/graphql/graphql", "/"})
    void thereIsOneAtTheEndpointAlone(String path) {
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols(Socket.PROTOCOL)
                .buildAsync(URI.create("ws://127.0.0.1:" + RestAssured.port + path), new WebSocket.Listener() {
                })
                .join()).cause().isInstanceOf(WebSocketHandshakeException.class);
    }

    @Test
    void aHandshakeThatIsNoneIsAnswered() {
        given().header("Upgrade", "websocket").get("/graphql").then().statusCode(400);
    }

    @Test
    void withoutAWebSocketThereIsNothingToGet() {
        given().get("/graphql").then().statusCode(405);
    }
}
