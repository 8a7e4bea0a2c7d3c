package dev.foley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private final MutableClock clock = new MutableClock();
    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.configure().clock(clock).start();
        client = new Client(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theTwentyFirstCreateInTenSecondsIsRefusedAndCreatesNothing() {
        for (int i = 0; i < 20; i++) {
            assertThat(client.create("rain").get("code").asInt()).isEqualTo(200);
        }

        assertThat(client.create("rain").get("code").asInt()).isEqualTo(429);
        assertThat(client.create("rain").get("msg").asText())
                .isEqualTo("Your call frequency is too high. Please try again later.");
        assertThat(sandbox.witness().tasks()).hasSize(20);
        clock.advance(Duration.ofSeconds(10));
        assertThat(client.create("rain").get("code").asInt()).isEqualTo(200);
    }

    @Test
    void theEleventhQueryInASecondIsRefused() {
        String id = client.createdId("rain");
        for (int i = 0; i < 10; i++) {
            assertThat(client.record(id).get("code").asInt()).isEqualTo(200);
        }

        assertThat(client.record(id).get("code").asInt()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(client.record(id).get("code").asInt()).isEqualTo(200);
    }

    @Test
    void aResetForgetsHowOftenAnyoneCalled() {
        for (int i = 0; i < 20; i++) {
            client.create("rain");
        }

        sandbox.reset();

        assertThat(client.create("rain").get("code").asInt()).isEqualTo(200);
        assertThat(sandbox.witness().tasks()).hasSize(1);
    }
}
