package dev.foley.facade.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import dev.foley.facade.Job;
import dev.foley.facade.JobState;
import dev.foley.facade.NoJobs;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Whose request it is, is known wherever a call to the jobs begins: also on a WebSocket, and after a wait. */
@QuarkusTest
@TestProfile(CallerTest.WithJobsOfCallers.class)
class CallerTest {
    private static final String HEADER = "X-Caller";
    /** The second begins once the first, which takes a while, is done. */
    private static final String BOTH = "mutation { first: cancel(id: \"1\") { taskId } second: cancel(id: \"2\") { taskId } }";

    @Test
    void ofARequest() {
        String answer = given().contentType(ContentType.JSON)
                .header(HEADER, "ada")
                .body(new JsonObject().put("query", BOTH).encode())
                .post("/graphql")
                .asString();

        assertThat(callers(new JsonObject(answer))).isEqualTo("ada, ada");
    }

    @Test
    void ofAnOperationOnAWebSocket() {
        try (Socket ada = Socket.open(HEADER, "ada"); Socket bob = Socket.open(HEADER, "bob")) {
            ada.start("1", BOTH, new JsonObject());
            bob.start("1", BOTH, new JsonObject());

            assertThat(callers(ada.first("next", "1").getJsonObject("payload"))).isEqualTo("ada, ada");
            assertThat(callers(bob.first("next", "1").getJsonObject("payload"))).isEqualTo("bob, bob");
        }
    }

    @Test
    void ofASubscription() {
        String document = "subscription { soundEffectUpdated(id: \"1\") { taskId } }";
        try (Socket ada = Socket.open(HEADER, "ada"); Socket bob = Socket.open(HEADER, "bob")) {
            ada.start("1", document, new JsonObject());
            bob.start("1", document, new JsonObject());

            assertThat(ada.first("next", "1").encode()).contains("\"taskId\":\"ada\"");
            assertThat(bob.first("next", "1").encode()).contains("\"taskId\":\"bob\"");
        }
    }

    private static String callers(JsonObject answer) {
        JsonObject data = answer.getJsonObject("data");
        return data.getJsonObject("first").getString("taskId") + ", "
                + data.getJsonObject("second").getString("taskId");
    }

    /** In place of any other. */
    public static class WithJobsOfCallers implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() { return Set.of(JobsOfCallers.class); }
    }

    /** Jobs that tell who asked for them. */
    @Alternative
    @ApplicationScoped
    static class JobsOfCallers extends NoJobs {
        private final CurrentVertxRequest current;

        JobsOfCallers(CurrentVertxRequest current) {
            this.current = current;
        }

        @Override
        public Uni<Job> cancel(String id) {
            return Uni.createFrom().item(job(id)).emitOn(Infrastructure.getDefaultExecutor());
        }

        @Override
        public Multi<Job> watch(String id) {
            return Multi.createFrom().item(job(id)).emitOn(Infrastructure.getDefaultExecutor());
        }

        private Job job(String id) {
            return new Job(id, JobState.QUEUED, null, current.getCurrent().request().getHeader(HEADER), null, null,
                    null, null, null, null, null, Set.of());
        }
    }
}
