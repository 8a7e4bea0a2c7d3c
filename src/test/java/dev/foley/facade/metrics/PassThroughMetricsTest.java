package dev.foley.facade.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import jakarta.inject.Inject;

import dev.foley.WithoutDatabase;
import dev.foley.sandbox.Sandbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

/** Without a database: calls and credits are watched all the same, and nothing is claimed of jobs that nobody keeps. */
@QuarkusTest
@TestProfile(WithoutDatabase.class)
class PassThroughMetricsTest {
    @Inject
    Sandbox sandbox;

    private static double created() {
        return Scrape.now()
                .sum("foley_kie_calls_seconds_count", "call=\"create-task\"", "outcome=\"success\"");
    }

    @Test
    void callsAreCountedAndJobsAreNot() {
        double before = created();
        given().contentType(ContentType.JSON)
                .body("{\"text\": \"a drop\"}")
                .post("/v1/sound-effects")
                .then()
                .statusCode(202);
        // A call is counted once it has been answered for.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(created() - before).isEqualTo(1));
        assertThat(Scrape.now().names()).doesNotContain("foley_jobs", "foley_job_changes_total",
                "foley_queue_age_seconds");
    }

    @Test
    void theBalanceIsReadOnceForManyScrapes() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Scrape.now().sum("foley_credits_left"), left -> left > 0);
        int read = sandbox.witness().requestsTo("/api/v1/chat/credit").size();

        for (int i = 0; i < 10; i++) {
            Scrape.now();
        }

        assertThat(sandbox.witness().requestsTo("/api/v1/chat/credit")).hasSize(read);
    }

    @Test
    void itIsReadyWithoutADatabase() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/health/started").then().statusCode(200);
        given().get("/q/health/live").then().statusCode(200);
    }
}
