package dev.foley.facade.rest;

import static dev.foley.facade.rest.Api.COLLECTION;
import static dev.foley.facade.rest.Api.problem;
import static dev.foley.facade.rest.Api.request;
import static dev.foley.facade.rest.Api.start;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.foley.ledger.LedgerProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What becomes of a job, as Server-Sent Events. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class EventsTest {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI base;

    /** One event, or a comment under the name of nothing. */
    private record Event(Map<String, String> fields) {
        static List<Event> all(String stream) {
            return Stream.of(stream.split("\n\n")).map(Event::of).toList();
        }

        static Event of(String block) {
            Map<String, String> fields = new HashMap<>();
            Arrays.stream(block.split("\n"))
                    .map(line -> line.split(": ", 2))
                    .forEach(field -> fields.put(field[0], field[1]));
            return new Event(fields);
        }

        String name() {
            return fields.getOrDefault("event", "");
        }

        String state() {
            return new JsonObject(fields.get("data")).getString("state");
        }
    }

    private HttpRequest events(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path + "/events")).timeout(BOUND);
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    private CompletableFuture<HttpResponse<String>> follow(String path, String... headers) {
        return client.sendAsync(events(path, headers), BodyHandlers.ofString());
    }

    @Test
    void aJobIsFollowedToItsEndAndTheStreamEndsThere() {
        Response created = request("follow me [[takes:1s]]").post(COLLECTION);
        created.then().body("links.events", equalTo(created.header("Location") + "/events"));

        HttpResponse<String> answer = follow(created.header("Location")).join();

        assertThat(answer.headers().firstValue("cache-control")).contains("no-store, no-transform");
        assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream;charset=UTF-8");
        List<Event> told = Event.all(answer.body()).stream().filter(event -> !event.name().isEmpty()).toList();
        assertThat(told).extracting(Event::name).last().isEqualTo("end");
        assertThat(told).filteredOn(event -> event.name().equals("end")).hasSize(1);
        assertThat(told).extracting(Event::state).contains("generating").last().isEqualTo("succeeded");
        assertThat(told).extracting(event -> Long.parseLong(event.fields().get("id")))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(answer.body()).as("a sign of life").contains("\n\n: still there\n\n");
    }

    @Test
    void whoeverComesBackGoesOnFromTheLastEvent() {
        String path = start("come back [[takes:60m]]");
        Event first = firstState(path, "generating");
        String id = first.fields().get("id");

        try (Stream<String> lines = client.sendAsync(events(path, "Last-Event-ID", id), BodyHandlers.ofLines())
                .join()
                .body()) {
            assertThat(lines.filter(line -> line.startsWith(":")).limit(3)).as("nothing is new").hasSize(3);
        }
        try (Stream<String> lines = client.sendAsync(events(path, "Last-Event-ID", "1"), BodyHandlers.ofLines())
                .join()
                .body()) {
            assertThat(lines.filter(line -> line.startsWith("id")).findFirst()).contains("id: " + id);
        }
    }

    private Event firstState(String path, String state) {
        try (Stream<String> lines = client.sendAsync(events(path), BodyHandlers.ofLines()).join().body()) {
            String[] id = new String[1];
            return lines.peek(line -> id[0] = line.startsWith("id: ") ? line : id[0])
                    .filter(line -> line.contains("\"state\":\"" + state + "\""))
                    .map(line -> Event.of(id[0] + "\n" + line))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void whoeverKnowsTheEndIsToldToStayAway() {
        String path = start("over");
        Api.ended(path);
        Event end = Event.all(follow(path).join().body())
                .stream()
                .filter(event -> event.name().equals("end"))
                .findFirst()
                .orElseThrow();

        HttpResponse<String> again = follow(path, "Last-Event-ID", end.fields().get("id")).join();

        assertThat(again.statusCode()).isEqualTo(204);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void aJobThatIsRemovedEndsItsStream() {
        String path = start("unsure [[create:lost]] [[callback:never]]");
        Api.ended(path).then().body("state", equalTo("uncertain"));

        try (Stream<String> lines = client.sendAsync(events(path), BodyHandlers.ofLines()).join().body()) {
            Iterator<String> following = lines.filter(line -> line.startsWith("event: ")).iterator();
            assertThat(following.next()).isEqualTo("event: state");
            given().delete(path).then().statusCode(204);
            assertThat(following.next()).isEqualTo("event: removed");
            assertThat(following.hasNext()).isFalse();
        }
    }

    @Test
    void manyFollowOneJob() {
        String path = start("popular [[takes:1s]]");

        List<CompletableFuture<HttpResponse<String>>> all = Stream.generate(() -> follow(path)).limit(200).toList();

        assertThat(all)
                .allSatisfy(stream -> assertThat(stream.join().body()).endsWith("\n\n").contains("event: end\n"));
    }

    @Test
    void whatIsNotThereCannotBeFollowed() {
        problem(given().get(COLLECTION + "/00000000-0000-0000-0000-000000000000/events"), 404, "job-not-found");
        given().head(start("head [[takes:60m]]") + "/events").then().statusCode(200).body(is(""));
    }
}
