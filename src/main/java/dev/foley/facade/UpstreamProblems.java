package dev.foley.facade;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import dev.foley.error.AccessBlockedException;
import dev.foley.error.CircuitOpenException;
import dev.foley.error.DownloadException;
import dev.foley.error.InsufficientCreditsException;
import dev.foley.error.InvalidParametersException;
import dev.foley.error.KieUnreachableException;
import dev.foley.error.LocalRateLimitException;
import dev.foley.error.MaintenanceException;
import dev.foley.error.MissingApiKeyException;
import dev.foley.error.NoAnswerException;
import dev.foley.error.SoundEffectException;
import dev.foley.error.SubKeyLimitException;
import dev.foley.error.SubmissionUncertainException;
import dev.foley.error.TooManyRequestsException;
import dev.foley.error.UnauthorizedException;

/** The client's errors as callers of the façade are told them. */
final class UpstreamProblems {
    private static final String NOTHING_STARTED = " No sound effect was started by this request.";
    /** kie.ai's window for creates. */
    private static final Duration NEXT_WINDOW = Duration.ofSeconds(10);
    /** The longer of the breakers' default delays. */
    private static final Duration BREAKER = Duration.ofSeconds(10);
    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Duration MAINTENANCE = Duration.ofMinutes(5);

    private static final Problem UPSTREAM_ERROR = Problem.of(ProblemType.UPSTREAM_ERROR,
            "Its answer is an error, or cannot be read.");

    private static final Problem ACCESS_REFUSED = Problem.of(ProblemType.ACCESS_REFUSED,
            "Its operator has to look at the API key and the account." + NOTHING_STARTED);

    private static final Problem INSUFFICIENT_CREDITS = Problem.of(ProblemType.INSUFFICIENT_CREDITS,
            "Its operator has to top up the account, or raise the cap set for the key." + NOTHING_STARTED);

    /** Those that say the same each time. Any other is an {@link #UPSTREAM_ERROR}. */
    private static final Map<Class<? extends SoundEffectException>, Problem> FIXED = Map.ofEntries(
            entry(SubmissionUncertainException.class, Problem.of(ProblemType.SUBMISSION_UNCERTAIN,
                    "The request was sent to kie.ai and its answer was lost: a task may exist, and be paid for. "
                            + "Do not repeat the request blindly, for that may be a second payment; the account's "
                            + "log at kie.ai shows whether the task exists.")),
            entry(MissingApiKeyException.class, Problem.of(ProblemType.MISSING_API_KEY,
                    "Its operator has to set KIE_API_KEY." + NOTHING_STARTED)),
            entry(UnauthorizedException.class, ACCESS_REFUSED),
            entry(AccessBlockedException.class, ACCESS_REFUSED),
            entry(InsufficientCreditsException.class, INSUFFICIENT_CREDITS),
            entry(SubKeyLimitException.class, INSUFFICIENT_CREDITS),
            entry(KieUnreachableException.class, unavailable("It cannot be reached.", OUTAGE)),
            entry(NoAnswerException.class, unavailable("It did not answer.", OUTAGE)),
            entry(CircuitOpenException.class, unavailable("It failed too often just now.", BREAKER)),
            entry(MaintenanceException.class, unavailable("It is under maintenance.", MAINTENANCE)));

    private UpstreamProblems() {}

    static Problem of(SoundEffectException fault) {
        if (fault instanceof DownloadException download) {
            return of(download.reason());
        }
        if (fault instanceof LocalRateLimitException limited) {
            return rateLimited(limited.retryAfter());
        }
        if (fault instanceof TooManyRequestsException limited) {
            return rateLimited(limited.retryAfter().orElse(NEXT_WINDOW));
        }
        if (fault instanceof InvalidParametersException refused) {
            return Problem.of(ProblemType.REQUEST_REFUSED,
                    String.format(Locale.ROOT, "Its code is %d, its words: %s", refused.code(),
                            refused.text().isBlank() ? "(none)" : refused.text()));
        }
        return FIXED.getOrDefault(fault.getClass(), UPSTREAM_ERROR);
    }

    private static Problem of(DownloadException.Reason reason) {
        return switch (reason) {
            case EXPIRED -> Problem.of(ProblemType.AUDIO_EXPIRED,
                    "kie.ai keeps audio for a day to two weeks. The sound can only be made, and paid for, anew.");
            case BLOCKED -> Problem.of(ProblemType.AUDIO_UNAVAILABLE,
                    "The host that has it refuses to send it to this Foley; its operator may set foley.download.user-agent "
                            + "or foley.download.headers. The audio may still be there; try again later.",
                    OUTAGE);
            case UNAVAILABLE -> Problem.of(ProblemType.AUDIO_UNAVAILABLE,
                    "The host that has it does not answer as it should. The audio is still there; try again later.",
                    OUTAGE);
            case NO_SUCH_RANGE -> Problem.of(ProblemType.RANGE_NOT_SATISFIABLE,
                    "The audio is shorter, and has none of the bytes asked for.");
            case TOO_LARGE -> Problem.of(ProblemType.AUDIO_UNAVAILABLE, "It is larger than this Foley passes on.");
            case WRONG_MEDIA_TYPE -> Problem.of(ProblemType.AUDIO_UNAVAILABLE,
                    "The host that has it sends something else than audio.");
            case FORBIDDEN_ADDRESS -> Problem.of(ProblemType.AUDIO_UNAVAILABLE,
                    "It lies at an address that this Foley does not fetch from.");
        };
    }

    private static Problem rateLimited(Duration retryAfter) {
        return Problem.of(ProblemType.RATE_LIMITED, "Try again later." + NOTHING_STARTED, retryAfter);
    }

    private static Problem unavailable(String why, Duration retryAfter) {
        return Problem.of(ProblemType.UPSTREAM_UNAVAILABLE, why + " Try again later." + NOTHING_STARTED, retryAfter);
    }
}
