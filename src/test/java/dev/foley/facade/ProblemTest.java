package dev.foley.facade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.foley.error.*;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {
    private static final String SECRET = "sk-secret";
    private static final IOException CAUSE = new IOException(SECRET);

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new MissingApiKeyException(SECRET), "missing-api-key", 503),
                Arguments.of(new UnauthorizedException(401, SECRET), "access-refused", 503),
                Arguments.of(new AccessBlockedException(403, SECRET), "access-refused", 503),
                Arguments.of(new InsufficientCreditsException(402, SECRET), "insufficient-credits", 503),
                Arguments.of(new SubKeyLimitException(433, SECRET), "insufficient-credits", 503),
                Arguments.of(new TooManyRequestsException(429, SECRET, null), "rate-limited", 503),
                Arguments.of(new LocalRateLimitException(SECRET, Duration.ofSeconds(61), Duration.ZERO),
                        "rate-limited", 503),
                Arguments.of(new KieUnreachableException(CAUSE), "upstream-unavailable", 503),
                Arguments.of(new NoAnswerException(CAUSE), "upstream-unavailable", 503),
                Arguments.of(new CircuitOpenException(CAUSE), "upstream-unavailable", 503),
                Arguments.of(new MaintenanceException(455, SECRET), "upstream-unavailable", 503),
                Arguments.of(new ServerErrorException(500, SECRET), "upstream-error", 502),
                Arguments.of(new GenerationFailedException(501, SECRET), "upstream-error", 502),
                Arguments.of(new FeatureDisabledException(505, SECRET), "upstream-error", 502),
                Arguments.of(new UpstreamTimeoutException(408, SECRET), "upstream-error", 502),
                Arguments.of(new UnknownAnswerException(999, SECRET), "upstream-error", 502),
                Arguments.of(new UnreadableAnswerException(502, SECRET), "upstream-error", 502),
                Arguments.of(new SubmissionUncertainException(CAUSE), "submission-uncertain", 504));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachFaultUpstreamHasItsProblemAndKeepsItsDetailsFromCallers(Throwable fault, String type, int status) {
        Problem problem = Problem.of(fault);

        assertThat(problem.type().path()).isEqualTo("/problems/" + type);
        assertThat(problem.type().status()).isEqualTo(status);
        assertThat(problem.detail()).doesNotContain(SECRET).doesNotContain("Exception");
    }

    @Test
    void whatPassesBySaysWhenToComeBack() {
        assertThat(Problem.of(new TooManyRequestsException(429, "", Duration.ofSeconds(7))).retryAfter())
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(Problem.of(new LocalRateLimitException("foley.submit", Duration.ofSeconds(61), Duration.ZERO))
                .retryAfter()).isEqualTo(Duration.ofSeconds(61));
        assertThat(Problem.of(new KieUnreachableException(CAUSE)).retryAfter()).isNotNull();
    }

    @Test
    void noOneIsToldToRepeatAnUncertainSubmission() {
        Problem problem = Problem.of(new SubmissionUncertainException(CAUSE));

        assertThat(problem.retryAfter()).isNull();
        assertThat(problem.detail()).contains("a task may exist", "Do not repeat the request blindly");
    }

    @Test
    void aRefusalOfKieIsToldInItsOwnWords() {
        Problem problem = Problem.of(new InvalidParametersException(422, "duration is too long"));

        assertThat(problem.type()).isEqualTo(ProblemType.REQUEST_REFUSED);
        assertThat(problem.detail()).contains("422", "duration is too long");
    }

    @ParameterizedTest
    @EnumSource
    void onlyExpiredAudioIsGone(DownloadException.Reason reason) {
        Problem problem = Problem.of(new DownloadException(reason, SECRET));

        assertThat(problem.type()).isEqualTo(switch (reason) {
            case EXPIRED -> ProblemType.AUDIO_EXPIRED;
            case NO_SUCH_RANGE -> ProblemType.RANGE_NOT_SATISFIABLE;
            default -> ProblemType.AUDIO_UNAVAILABLE;
        });
        assertThat(problem.detail()).doesNotContain(SECRET);
    }

    static Stream<Throwable> outages() {
        return Stream.of(new ConnectException(SECRET), new SocketException(SECRET), ClosedConnectionException.INSTANCE,
                new NoStackTraceThrowable("Timeout"),
                new NoStackTraceThrowable("Connection is not active now, current status: CLOSED"),
                new PgException(SECRET, "FATAL", "57P01", SECRET), new PgException(SECRET, "FATAL", "57P03", SECRET),
                new PgException(SECRET, "FATAL", "53300", SECRET));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void aDatabaseThatIsAwayIsNamedAndNoOneIsToldThatNothingWasDone(Throwable fault) {
        Problem problem = Problem.of(new IllegalStateException(fault));

        assertThat(problem.type()).isEqualTo(ProblemType.DATABASE_UNAVAILABLE);
        assertThat(problem.detail()).doesNotContain(SECRET).contains("may have been started", "Idempotency-Key");
        assertThat(problem.retryAfter()).isNull();
        assertThat(problem.status()).isEqualTo(500);
    }

    @ParameterizedTest
    @MethodSource("outages")
    void aRequestThatMayBeRepeatedIsToldWhen(Throwable fault) {
        Problem problem = Problem.of(fault).about("1").ofRepeatableRequest();

        assertThat(problem.type()).isEqualTo(ProblemType.DATABASE_UNAVAILABLE);
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.retryAfterSeconds()).isPositive();
        assertThat(problem.jobId()).isEqualTo("1");
    }

    @Test
    void aDatabaseThatRefusesIsAFaultOfFoleysOwn() {
        assertThat(Problem.of(new PgException(SECRET, "ERROR", "23505", SECRET)).type())
                .isEqualTo(ProblemType.INTERNAL_ERROR);
    }

    @Test
    void whatNobodyExpectedIsAnInternalErrorWithoutDetails() {
        Problem problem = Problem.of(new IllegalStateException(SECRET));

        assertThat(problem.type()).isEqualTo(ProblemType.INTERNAL_ERROR);
        assertThat(problem.detail()).doesNotContain(SECRET).doesNotContain("Exception");
    }

    @Test
    void aSmallBodyCannotAskForALargeAnswer() {
        Problem problem = Problem.of(new InvalidRequestException(
                IntStream.range(0, 1000).mapToObj(i -> new Violation("f" + i, "is unknown")).toList()));

        assertThat(problem.violations()).hasSize(50);
        assertThat(problem.detail()).isEqualTo("1000 rules are broken; the first 50 are listed.");
    }
}
