package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;

import jakarta.inject.Inject;

import dev.foley.SoundEffectRequest;
import dev.foley.SoundEffects;
import dev.foley.sandbox.Sandbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from each outcome of createTask, for the client and for the ledger: what is paid, and what is sent again. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class CreateTaskOutcomesTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Caller CALLER = Caller.of("ann");

    @Inject
    SoundEffects soundEffects;

    @Inject
    Ledger ledger;

    @Inject
    Sandbox sandbox;

    /** Neither the client's breaker nor the ledger's opens for a fault that comes alone. */
    @BeforeEach
    void calm() {
        for (int i = 0; i < 2; i++) {
            soundEffects.submit(SoundEffectRequest.of("calm")).await().atMost(BOUND);
        }
        assertThat(ended("calm").state()).isEqualTo(State.SUCCEEDED);
    }

    private LedgerJob ended(String text) {
        LedgerJob job = get(ledger.create(CALLER, SoundEffectRequest.of(text).withDurationSeconds(0.5), null, false))
                .job();
        return get(ledger.end(CALLER, job.id())).orElseThrow();
    }

    private Throwable submitted(String text) {
        return catchThrowable(() -> soundEffects.submit(SoundEffectRequest.of(text)).await().atMost(BOUND));
    }

    private void assertPayments(String text, int tasks, int requests) {
        assertThat(sandbox.witness().tasksFor(text)).as("tasks").hasSize(tasks);
        assertThat(sandbox.witness()
                .requestsTo("/api/v1/jobs/createTask")
                .stream()
                .filter(request -> request.body().contains(text))).as("requests").hasSize(requests);
    }

    @ParameterizedTest
    @ValueSource(strings = {"429", "455"})
    void whatWasNotDoneIsSentAgain(String code) {
        String client = "client, not now [[create:" + code + "*1]]";
        String job = "job, not now [[create:" + code + "*1]]";

        assertThat(submitted(client)).isNull();
        assertThat(ended(job).state()).isEqualTo(State.SUCCEEDED);

        assertPayments(client, 1, 2);
        assertPayments(job, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"400", "422"})
    void whatTheCallerGotWrongFails(String code) {
        String client = "client, wrong [[create:" + code + "]]";
        String job = "job, wrong [[create:" + code + "]]";

        assertThat(submitted(client).getClass().getSimpleName()).isEqualTo("InvalidParametersException");
        assertThat(ended(job).state()).isEqualTo(State.FAILED);

        assertPayments(client, 0, 1);
        assertPayments(job, 0, 1);
    }

    @ParameterizedTest
    @CsvSource({"401,UnauthorizedException", "402,InsufficientCreditsException", "403,AccessBlockedException",
            "433,SubKeyLimitException", "505,FeatureDisabledException"})
    void whatTheOperatorGotWrongIsSentAgainByTheLedgerAlone(String code, String type) {
        String client = "client, operator [[create:" + code + "*1]]";
        String job = "job, operator [[create:" + code + "*1]]";

        assertThat(submitted(client).getClass().getSimpleName()).isEqualTo(type);
        assertThat(ended(job).state()).isEqualTo(State.SUCCEEDED);

        assertPayments(client, 0, 1);
        assertPayments(job, 1, 2);
    }

    @ParameterizedTest
    @CsvSource({"408,0", "500,0", "501,0", "500:after,1", "html:502,0", "http:503,0", "cut,1", "reset,0",
            "reset:after,1", "lost,1"})
    void whatNobodyKnowsIsNeverSentAgain(String fault, int tasks) {
        String client = "client, unknown [[create:" + fault + "]]";
        String job = "job, unknown [[create:" + fault + "]] [[callback:never]]";

        assertThat(submitted(client).getClass().getSimpleName()).isEqualTo("SubmissionUncertainException");
        assertThat(ended(job).state()).isEqualTo(State.UNCERTAIN);

        assertPayments(client, tasks, 1);
        assertPayments(job, tasks, 1);
    }
}
