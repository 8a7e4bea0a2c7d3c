package dev.foley.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The lines of the log about a job, as production writes them. */
@QuarkusTest
@TestProfile(JobLogTest.Logged.class)
class JobLogTest {
    private static final Path FILE = Path.of("target", "job-log.json");

    /** In a file, for the console is the tests' own. */
    public static class Logged extends LedgerProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("quarkus.log.file.enabled", "true");
            overrides.put("quarkus.log.file.path", FILE.toString());
            overrides.put("quarkus.log.file.rotation.rotate-on-boot", "true");
            return overrides;
        }
    }

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
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.readString(FILE).contains(id + ": SUCCEEDED"));
        List<JsonObject> lines = Files.readAllLines(FILE).stream().map(JsonObject::new).toList();
        assertThat(lines).filteredOn(line -> line.getString("message").contains(id))
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(line -> {
                    assertThat(line.getJsonObject("mdc").getString("jobId")).isEqualTo(id);
                    assertThat(line.getJsonObject("mdc").getString("caller")).isEqualTo("anonymous");
                    assertThat(line.getString("loggerName")).isEqualTo("dev.foley.ledger");
                });
        assertThat(Files.readString(FILE)).doesNotContain("nightingale", "a-token-of-somebody", "Bearer");
    }
}
