package dev.foley.facade.graphql;

import static dev.foley.facade.graphql.Engine.ended;
import static dev.foley.facade.graphql.Engine.generate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import dev.foley.facade.LimitsConfig;
import dev.foley.ledger.LedgerProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Jobs followed over a WebSocket. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class SubscriptionTest {
    @Inject
    GraphQlConfig config;

    @Inject
    LimitsConfig limits;

    @Test
    void aJobIsToldNowAndAtEachChangeUntilItsEnd() {
        try (Socket socket = Socket.open()) {
            String id = generate("followed [[takes:1s]]");
            socket.subscribe("1", id);

            socket.first("complete", "1");
            List<String> states = socket.all("next", "1").stream().map(SubscriptionTest::state).toList();
            assertThat(socket.protocol()).isEqualTo("graphql-transport-ws");
            assertThat(states).doesNotHaveDuplicates().hasSizeGreaterThan(1).endsWith("SUCCEEDED");
        }
    }

    @Test
    void whatHasEndedIsToldOnce() {
        String id = generate("over and done");
        ended(id, "id");
        try (Socket socket = Socket.open()) {
            socket.subscribe("1", id);

            socket.first("complete", "1");
            assertThat(socket.all("next", "1")).hasSize(1)
                    .first()
                    .extracting(SubscriptionTest::state)
                    .isEqualTo(
                            "SUCCEEDED");
        }
    }

    @Test
    void whatNobodyMadeHasItsCodeAndEnds() {
        try (Socket socket = Socket.open()) {
            socket.subscribe("1", "00000000-0000-0000-0000-000000000000");

            assertThat(code(socket.first("next", "1"))).isEqualTo("JOB_NOT_FOUND");
            socket.first("complete", "1");
        }
    }

    @Test
    void oneConnectionHasSoManyOperationsAndNoMore() {
        String id = generate("long [[takes:60m]]");
        try (Socket socket = Socket.open(); Socket another = Socket.open()) {
            for (int i = 1; i <= config.maxOperations(); i++) {
                socket.subscribe("" + i, id);
            }
            socket.first("next", "" + config.maxOperations());

            socket.subscribe("too many", id);
            assertThat(refusal(socket.first("error", "too many"))).isEqualTo("TOO_MANY_OPERATIONS");

            another.subscribe("1", id);
            assertThat(state(another.first("next", "1"))).isNotEmpty();
            socket.complete("1");
            socket.subscribe("again", id);
            assertThat(state(socket.first("next", "again"))).isNotEmpty();
        }
    }

    @Test
    void thereAreSoManyConnectionsAndNoMore() {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < limits.webSockets(); i++) {
                open.add(Socket.open());
            }
            try (Socket another = Socket.silent(Socket.PROTOCOL)) {
                assertThat(another.status()).isEqualTo(1013);
            }
            open.remove(0).close();
            await().atMost(Duration.ofSeconds(30)).until(SubscriptionTest::isAdmitted);
        } finally {
            open.forEach(Socket::close);
        }
        await().atMost(Duration.ofSeconds(30)).until(SubscriptionTest::isAdmitted);
    }

    private static boolean isAdmitted() {
        try (Socket another = Socket.silent(Socket.PROTOCOL)) {
            another.say("{\"type\": \"ping\"}");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> another.isClosed() || !another.all("pong", null).isEmpty());
            return !another.isClosed();
        }
    }

    @Test
    void queriesAndMutationsAreServedToo() {
        try (Socket socket = Socket.open()) {
            socket.send(new JsonObject().put("type", "subscribe")
                    .put("id", "q")
                    .put("payload", new JsonObject().put("query", "{ soundEffect(id: \"x\") { id } }")));

            assertThat(code(socket.first("next", "q"))).isEqualTo("JOB_NOT_FOUND");
        }
    }

    private static String state(JsonObject next) {
        return next.getJsonObject("payload")
                .getJsonObject("data")
                .getJsonObject("soundEffectUpdated")
                .getString(
                        "state");
    }

    private static String code(JsonObject next) {
        return code(next.getJsonObject("payload").getJsonArray("errors"));
    }

    private static String refusal(JsonObject error) {
        return code(error.getJsonArray("payload"));
    }

    private static String code(JsonArray errors) {
        return errors.getJsonObject(0)
                .getJsonObject("extensions")
                .getString("code");
    }
}
