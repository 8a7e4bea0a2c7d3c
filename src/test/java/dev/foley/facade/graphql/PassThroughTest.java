package dev.foley.facade.graphql;

import static dev.foley.facade.graphql.Engine.ended;
import static dev.foley.facade.graphql.Engine.error;
import static dev.foley.facade.graphql.Engine.generate;
import static dev.foley.facade.graphql.Engine.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.foley.WithoutDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GraphQL where nothing is kept. */
@QuarkusTest
@TestProfile(WithoutDatabase.class)
class PassThroughTest {
    @Test
    void aSoundEffectIsMade() {
        String id = generate("passing by");

        ended(id, "taskId audio { href }").then()
                .body("data.soundEffect.state", equalTo("SUCCEEDED"))
                .body("data.soundEffect.taskId", equalTo(id))
                .body("data.soundEffect.audio.href", equalTo("/v1/sound-effects/" + id + "/audio"));
    }

    @Test
    void theBalanceIsTold() {
        post("{ credits }").then().body("data.credits", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ soundEffects { pageInfo { hasNextPage } } }", "{ costs { jobs } }",
            "mutation { cancel(id: \"a\") { id } }", "mutation { retry(id: \"a\") { id } }",
            "mutation { delete(id: \"a\") }",
            "mutation { generateSoundEffect(input: {text: \"x\"}, idempotencyKey: \"k\") { id } }",
            "mutation { generateSoundEffect(input: {text: \"x\"}, reuse: true) { id } }"})
    void whatNeedsAMemorySaysSo(String document) {
        error(post(document), "NEEDS_DATABASE");
    }

    @Test
    void aSubscriptionSaysSoToo() {
        try (Socket socket = Socket.open()) {
            socket.subscribe("1", "abc");

            assertThat(socket.first("next", "1").encode()).contains("NEEDS_DATABASE");
        }
    }
}
