package dev.foley.facade.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foley.RecordedLog;
import dev.foley.facade.StandInJobs;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody expected, as a caller and an operator see it. */
@QuarkusTest
@TestProfile(StandInJobs.Profile.class)
class InternalErrorTest {
    private final RecordedLog log = new RecordedLog(Occurrence.class.getName());

    @AfterEach
    void forgetTheLog() {
        log.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"thrown", "failed"})
    void aCallerIsGivenAnIdAndTheOperatorFindsTheStackTraceUnderIt(String id) {
        Response answer = given().get("/v1/sound-effects/" + id);

        answer.then().statusCode(500).contentType("application/problem+json");
        assertThat(answer.<String>path("type")).isEqualTo("/problems/internal-error");
        assertThat(answer.asString()).doesNotContain(StandInJobs.SECRET, "Exception", "dev.foley", "\tat ");
        String instance = answer.path("instance");
        assertThat(instance).startsWith("urn:uuid:");
        assertThat(log.records()).anySatisfy(record -> {
            assertThat(record.getMessage()).contains(instance);
            assertThat(record.getThrown()).hasMessage(StandInJobs.SECRET);
        });
    }

    @ParameterizedTest
    @CsvSource({"X-Request-Id,my-own-1,my-own-1",
            "traceparent,00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01,0af7651916cd43dd8448eb211c80319c"})
    void theRequestsIdIsInTheAnswerAndInItsLinesOfTheLog(String header, String sent, String id) {
        given().header(header, sent).get("/v1/sound-effects/failed").then().statusCode(500).header("X-Request-Id", id);

        assertThat(log.records()).extracting(record -> ((ExtLogRecord) record).getMdc("requestId")).containsExactly(id);
    }

    @Test
    void audioThatFailsUnexpectedlyIsNoEmptySuccess() {
        given().get("/v1/sound-effects/x/audio").then().statusCode(500).contentType("application/problem+json");
    }
}
