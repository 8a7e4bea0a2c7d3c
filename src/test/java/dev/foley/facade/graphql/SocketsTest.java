package dev.foley.facade.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many WebSockets there may be, and how they end. */
class SocketsTest {
    private final TestConfig config = new TestConfig(Map.of("foley.graphql.max-sockets", "3",
            "foley.graphql.max-sockets-per-caller", "2", "foley.facade.heartbeat", "0.02S"));
    private final Vertx vertx = Vertx.vertx();
    private final Sockets sockets = new Sockets(config.graphQl(), config.facade(), vertx);
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        vertx.close();
    }

    private SocketConversation conversation() {
        return new SocketConversation(new SocketConversation.Wire() {
            @Override
            public void send(String encoded) {
                sent.add(encoded);
            }

            @Override
            public void close(short status, String reason) {
                sent.add(status + " " + reason);
            }

            @Override
            public boolean isClosed() { return false; }
        }, (document, done, failed) -> {}, new AnswerWriter(new ObjectMapper(), config.graphQl()), 1);
    }

    @Test
    void aCallerHasSoManyAndNoMore() {
        SocketConversation first = conversation();
        assertThat(sockets.add(first, "ann")).isEmpty();
        assertThat(sockets.add(conversation(), "ann")).isEmpty();

        assertThat(sockets.add(conversation(), "ann")).hasValue(
                "You have 2 connections open, the most there may be. Use one of them.");
        sockets.remove(first, "ann");
        sockets.remove(first, "ann");
        assertThat(sockets.add(conversation(), "ann")).isEmpty();
        assertThat(sockets.add(conversation(), "ann")).isPresent();
    }

    @Test
    void allCallersTogetherHaveSoManyAndNoMore() {
        sockets.add(conversation(), "ann");
        sockets.add(conversation(), "ann");
        SocketConversation last = conversation();
        sockets.add(last, "bob");

        assertThat(sockets.add(conversation(), "carl"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("later"));
        sockets.remove(last, "bob");
        assertThat(sockets.add(conversation(), "carl")).isEmpty();
    }

    @Test
    void aStopSendsAllOfThemElsewhere() {
        sockets.add(conversation(), "ann");
        sockets.add(conversation(), "bob");

        sockets.stop(new ShutdownDelayInitiatedEvent());

        assertThat(sent).hasSize(2).allSatisfy(close -> assertThat(close).startsWith("1012 "));
        assertThat(sockets.add(conversation(), "carl")).isPresent();
    }

    @Test
    void onesThatHaveBegunArePinged() {
        SocketConversation conversation = conversation();
        sockets.add(conversation, "ann");

        conversation.onMessage("{\"type\":\"connection_init\"}");

        await().atMost(Duration.ofSeconds(10)).until(() -> sent.contains("{\"type\":\"ping\"}"));
    }
}
