package dev.foley.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The lines of the log about a job, as production writes them. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class JobLogTest {

    @Test
    void eachLineAboutAJobHasItsIdAndItsCallerAsFieldsAndNoPrompt() throws IOException {
        String id = given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer a-token-of-somebody")
                .body("{\"text\": \"a nightingale [[query:500*1]]\", \"durationSeconds\": 0.5}")
                .post("/v1/sound-effects")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.readString(LedgerProfile.LOG).contains(id + ": SUCCEEDED"));
        List<JsonObject> lines = Files.readAllLines(LedgerProfile.LOG)
                .stream()
                .filter(line -> line.contains(id))
                .map(JsonObject::new)
                .toList();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(line -> {
                    assertThat(line.getJsonObject("mdc").getString("jobId")).isEqualTo(id);
                    assertThat(line.getJsonObject("mdc").getString("caller")).isEqualTo("anonymous");
                    assertThat(line.getString("loggerName")).isEqualTo("dev.foley.ledger");
                });
        assertThat(Files.readString(LedgerProfile.LOG)).doesNotContain("nightingale", "a-token-of-somebody", "Bearer");
    }
}
