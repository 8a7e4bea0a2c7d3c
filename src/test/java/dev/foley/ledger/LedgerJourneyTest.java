package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.foley.SoundEffectRequest;
import dev.foley.sandbox.Sandbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

/** Jobs on their way, in an application with a database, a sandbox, and callbacks that come back. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class LedgerJourneyTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Caller CALLER = Caller.of("ann");

    @Inject
    Ledger ledger;

    @Inject
    Costs costs;

    @Inject
    Sandbox sandbox;

    @Inject
    Database database;

    private LedgerJob start(String text) {
        return get(ledger.create(CALLER, SoundEffectRequest.of(text).withDurationSeconds(0.5), null, false)).job();
    }

    private LedgerJob now(UUID id) {
        return get(ledger.find(CALLER, id)).orElseThrow();
    }

    private LedgerJob ended(UUID id) {
        return get(ledger.end(CALLER, id)).orElseThrow();
    }

    @Test
    void aJobEndsWithItsAudioKept() {
        LedgerJob job = ended(start("a small bell").id());
        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(job.credits()).isEqualByComparingTo("0.12");
        StoredAudio audio = job.audio();
        Buffer bytes = get(ledger.audio(job, 0, audio.bytes()).collect().in(Buffer::buffer, Buffer::appendBuffer));
        assertThat(StoredAudio.of(job.request().outputFormat(), audio.mediaType(), bytes)).isEqualTo(audio);
        assertThat(audio.durationSeconds()).isEqualByComparingTo("0.5");
        Buffer middle = get(ledger.audio(job, 10, 20).collect().in(Buffer::buffer, Buffer::appendBuffer));
        assertThat(middle).isEqualTo(bytes.slice(10, 30));
        assertThat(sandbox.witness().tasksFor("a small bell")).hasSize(1);
    }

    @Test
    void theFacadeAnswersForTheLedger() {
        String path = given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "journey")
                .body("{\"text\": \"a door\", \"durationSeconds\": 0.5}")
                .post("/v1/sound-effects")
                .then()
                .statusCode(202)
                .extract()
                .path("links.self");
        await().atMost(BOUND)
                .untilAsserted(() -> given().get(path)
                        .then()
                        .statusCode(200)
                        .body("state",
                                org.hamcrest.Matchers.equalTo("succeeded")));
        given().get(path).then().body("audio.durationSeconds", org.hamcrest.Matchers.equalTo(0.5f));
        given().get(path + "/audio").then().statusCode(200).contentType("audio/mpeg");
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "journey")
                .body("{\"text\": \"another door\"}")
                .post("/v1/sound-effects")
                .then()
                .statusCode(422)
                .body("type", org.hamcrest.Matchers.equalTo("/problems/idempotency-key-reused"));
    }

    @Test
    void aLostAnswerIsNeverSubmittedTwiceAndHealsThroughItsCallback() {
        List<UUID> ids = IntStream.range(0, 9)
                .mapToObj(i -> start("heal " + i + (i % 3 == 0 ? " [[create:lost]]" : "")).id())
                .toList();
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(ids).allSatisfy(
                        id -> assertThat(now(id).state()).isEqualTo(State.SUCCEEDED)));
        for (int i = 0; i < ids.size(); i++) {
            String text = now(ids.get(i)).request().text();
            assertThat(sandbox.witness().tasksFor(text)).as(text).hasSize(1);
        }
    }

    @Test
    void aLostAnswerWithoutACallbackStaysUncertainUntilItsCallerRetries() {
        LedgerJob job = ended(start("silence [[create:lost]] [[callback:never]]").id());
        assertThat(job.state()).isEqualTo(State.UNCERTAIN);
        assertThat(get(ledger.retry(CALLER, job.id(), null)).orElseThrow().job().retryOf()).isEqualTo(job.id());
    }

    @Test
    void aForgedCallbackDoesNotBringAnotherJobsTask() {
        LedgerJob job = ended(start("mine [[create:lost]] [[callback:never]]").id());
        LedgerJob other = ended(start("theirs").id());
        assertThat(get(ledger.calledBack(job.id(), other.taskId()))).isTrue();
        await().atMost(BOUND).until(() -> hints(job.id()) == 0);
        assertThat(now(job.id()).state()).isEqualTo(State.UNCERTAIN);
        String task = sandbox.witness().tasksFor(job.request().text()).get(0).taskId();
        get(ledger.calledBack(job.id(), task));
        assertThat(await().atMost(BOUND)
                .until(() -> now(job.id()), found -> found.state() == State.SUCCEEDED)
                .taskId()).isEqualTo(task);
    }

    private long hints(UUID id) {
        return get(database.worker().execute("SELECT count(*) FROM task_hint WHERE job_id = '" + id + "'")).iterator()
                .next()
                .getLong(0);
    }

    @Test
    void anUnsignedCallbackIsRefused() {
        given().contentType(ContentType.JSON)
                .body("{\"data\": {\"taskId\": \"x\"}}")
                .post("/callbacks/" + UUID.randomUUID())
                .then()
                .statusCode(401);
    }

    @Test
    void operatorsFaultsKeepAJobQueuedUntilTheyPass() {
        LedgerJob job = ended(start("patience [[create:402*2]] [[create:429*2]] [[create:455*1]]").id());
        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(job.submissions()).isGreaterThan(1);
        assertThat(sandbox.witness().tasksFor(job.request().text())).hasSize(1);
    }

    @Test
    void aCallersFaultFailsItsJobUnpaid() {
        LedgerJob job = ended(start("refused [[create:422]]").id());
        assertThat(job.state()).isEqualTo(State.FAILED);
        assertThat(job.failure().reason()).isEqualTo(Failure.Reason.REFUSED);
        assertThat(job.credits()).isZero();
    }

    @Test
    void aFailedTaskFailsItsJobWithKiesWords() {
        LedgerJob job = ended(start("broken [[fail:nsfw]]").id());
        assertThat(job.state()).isEqualTo(State.FAILED);
        assertThat(job.failure()).isEqualTo(new Failure(Failure.Reason.TASK_FAILED, null, "nsfw"));
    }

    @Test
    void audioIsAskedForAgainWhileItsHostFails() {
        LedgerJob job = ended(start("stubborn [[media:http-503*3]]").id());
        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void whatAJobCostIsSummedForItsCaller() {
        get(ledger.create(Caller.of("payer"), SoundEffectRequest.of("one").withDurationSeconds(1), null, false)
                .chain(created -> ledger.end(Caller.of("payer"), created.job().id())));
        get(ledger.create(Caller.of("payer"), SoundEffectRequest.of("two").withDurationSeconds(2), null, false)
                .chain(created -> ledger.end(Caller.of("payer"), created.job().id())));
        assertThat(get(costs.since(new Caller("boss", true), null, Instant.EPOCH)))
                .contains(new Cost("payer", new BigDecimal("0.72"), 2));
    }

    @Test
    void anothersJobIsAbsent() {
        LedgerJob job = start("private");
        Caller eve = Caller.of("eve");
        assertThat(get(ledger.find(eve, job.id()))).isEmpty();
        assertThat(get(ledger.delete(eve, job.id()))).isFalse();
        assertThat(get(ledger.cancel(eve, job.id()))).isFalse();
    }

    @Test
    void anAdminSeesAndTouchesEverybodysJobs() {
        Caller admin = new Caller("root", true);
        LedgerJob failed = ended(start("shared [[fail:500]]").id());
        LedgerJob repeated = get(ledger.retry(admin, failed.id(), null)).orElseThrow().job();
        assertThat(repeated.caller()).as("whose job it is, and who pays").isEqualTo(CALLER.name());
        assertThat(get(ledger.end(admin, repeated.id()))).isPresent();
        assertThat(get(ledger.delete(admin, failed.id()))).isTrue();
        assertThat(get(ledger.find(CALLER, failed.id()))).isEmpty();
    }
}
