package dev.foley.facade.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.foley.error.SoundEffectException;
import dev.foley.ledger.LedgerProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What can be seen of the ledger's jobs from outside, and what cannot. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class LedgerMetricsTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Pattern LABEL = Pattern.compile("(state|reason|outcome)[=!~]+\"([^\"]+)\"");
    private static final Pattern NAME = Pattern.compile("\\b(?:foley|http|jvm|process)_[a-z_]+");

    @Test
    void aJobIsCountedInEachOfItsStates() {
        Scrape before = Scrape.now();
        journey("a counted bell", "succeeded");
        Scrape after = Scrape.now();
        for (String state : new String[]{"queued", "submitting", "generating", "fetching", "succeeded"}) {
            assertThat(grown(before, after, "foley_job_changes_total", label("state", state))).as(state).isPositive();
        }
        for (String state : new String[]{"queued", "submitting", "generating", "fetching"}) {
            assertThat(grown(before, after, "foley_job_state_seconds_count", label("state", state))).as(state)
                    .isPositive();
        }
        assertThat(grown(before, after, "foley_credits_spent_total")).isGreaterThanOrEqualTo(0.12);
    }

    @Test
    void aFailedJobIsCountedWithItsReason() {
        Scrape before = Scrape.now();
        assertThat(before.names()).as("there before it happens").contains("foley_job_changes_total");
        journey("noise [[fail:nsfw]]", "failed");
        assertThat(grown(before, Scrape.now(), "foley_job_changes_total", label("state", "failed"),
                label("reason", "content-rejected"))).isEqualTo(1);
    }

    @Test
    void anErrorInHttp200IsNoSuccess() {
        Scrape before = Scrape.now();
        journey("a hiss [[query:500*1]]", "succeeded");
        Scrape after = Scrape.now();
        assertThat(grown(before, after, "foley_kie_calls_seconds_count", label("call", "record-info"),
                label("outcome", "server-error"))).isPositive();
        assertThat(grown(before, after, "foley_kie_calls_seconds_count", label("call", "create-task"),
                label("outcome", "success"))).isPositive();
    }

    @Test
    void whatIsLeftToDoIsCountedInTheDatabase() {
        double before = settled("foley_jobs", label("state", "uncertain"));
        journey("silence [[create:lost]] [[callback:never]]", "uncertain");
        await().atMost(BOUND)
                .until(() -> Scrape.now().sum("foley_jobs", label("state", "uncertain")), now -> now > before);
        assertThat(settled("foley_queue_age_seconds")).isNotNegative();
        assertThat(settled("foley_credits_left")).isPositive();
    }

    /** Once it has been read. */
    private static double settled(String name, String... labels) {
        return await().atMost(BOUND).until(() -> Scrape.now().sum(name, labels), value -> !Double.isNaN(value));
    }

    @Test
    void noPromptNoIdAndNoKeyIsInTheMetrics() {
        JsonObject job = journey("an unmistakable xylophone", "succeeded");
        given().get("/v1/sound-effects/" + job.getString("id") + "/audio").then().statusCode(200);
        assertThat(Scrape.now().text()).doesNotContain("xylophone", job.getString("id"), job.getString("taskId"),
                "Bearer", "anonymous");
    }

    @Test
    void theDashboardAsksForMetricsThatThereAre() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(Path.of("deploy/grafana/foley.json").toFile());
        assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("targets")).isNotEmpty();
        });
        assertThat(missing(dashboard.findValuesAsText("expr").stream().collect(Collectors.joining(" ")))).isEmpty();
    }

    @Test
    void theAlertsAskForMetricsThatThereAre() throws IOException {
        JsonNode rules = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("deploy/prometheus/foley.rules.yml").toFile())
                .path("groups")
                .path(0)
                .path("rules");
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.path("alert").asText()).startsWith("Foley");
            assertThat(rule.path("annotations").path("summary").asText()).isNotBlank();
        });
        assertThat(missing(rules.findValuesAsText("expr").stream().collect(Collectors.joining(" ")))).isEmpty();
    }

    /** A word that nothing is tagged with would make an alert that never, or always, fires. */
    @Test
    void theAlertsAskForLabelsThatThereAre() throws IOException {
        String scrape = Scrape.now().text();
        Set<String> outcomes = errors(SoundEffectException.class).map(LedgerMetricsTest::outcome)
                .collect(Collectors.toSet());
        outcomes.addAll(Set.of("success", "cancelled", "other"));
        assertThat(LABEL.matcher(Files.readString(Path.of("deploy/prometheus/foley.rules.yml"))).results()).isNotEmpty()
                .allSatisfy(label -> assertThat(label.group(2).split("\\|")).allMatch(
                        word -> label.group(1).equals("outcome")
                                ? outcomes.contains(word)
                                : scrape.contains(label(label.group(1), word))));
    }

    private static Stream<Class<?>> errors(Class<?> sealed) {
        return sealed.isSealed()
                ? Stream.of(sealed.getPermittedSubclasses()).flatMap(LedgerMetricsTest::errors)
                : Stream.of(sealed);
    }

    private static String outcome(Class<?> error) {
        return error.getSimpleName()
                .replaceFirst("Exception$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    @Test
    void everyMetricOfFoleysIsOnTheDashboard() throws IOException {
        journey("a bell on the dashboard", "succeeded");
        String dashboard = Files.readString(Path.of("deploy/grafana/foley.json"));
        assertThat(Scrape.now().names()).filteredOn(name -> name.startsWith("foley_"))
                .map(name -> name.replaceFirst("_(bucket|count|sum|max)$", ""))
                .allMatch(dashboard::contains);
    }

    private static Set<String> missing(String expressions) {
        journey("a bell for the scrape", "succeeded");
        Set<String> names = NAME.matcher(expressions)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).isNotEmpty();
        names.removeAll(Scrape.now().names());
        return names;
    }

    private static double grown(Scrape before, Scrape after, String name, String... labels) {
        return after.sum(name, labels) - before.sum(name, labels);
    }

    private static String label(String key, String value) {
        return key + "=\"" + value + '"';
    }

    private static JsonObject journey(String text, String end) {
        String self = given().contentType(ContentType.JSON)
                .body(new JsonObject().put("text", text).put("durationSeconds", 0.5).encode())
                .post("/v1/sound-effects")
                .then()
                .statusCode(202)
                .extract()
                .path("links.self");
        return await().atMost(BOUND)
                .until(() -> new JsonObject(given().get(self).asString()), job -> end.equals(job.getString("state")));
    }
}
