package dev.foley.kie;

import java.util.List;
import java.util.concurrent.CancellationException;

import dev.foley.error.AccessBlockedException;
import dev.foley.error.FeatureDisabledException;
import dev.foley.error.InsufficientCreditsException;
import dev.foley.error.InvalidParametersException;
import dev.foley.error.KieAnswerException;
import dev.foley.error.KieUnreachableException;
import dev.foley.error.MaintenanceException;
import dev.foley.error.NoAnswerException;
import dev.foley.error.ServerErrorException;
import dev.foley.error.SoundEffectException;
import dev.foley.error.SubKeyLimitException;
import dev.foley.error.SubmissionUncertainException;
import dev.foley.error.TooManyRequestsException;
import dev.foley.error.UnauthorizedException;
import dev.foley.error.UnknownAnswerException;
import dev.foley.error.UnreadableAnswerException;

/** Gives each fault of a call its type, and says which may be tried again and which count against the service. */
final class Faults {
    private static final int FIRST_SERVER_CODE = 500;

    /** Answers to createTask after which there is no task. Any other may have come after the task was created. */
    private static final List<Class<? extends KieAnswerException>> REFUSALS = List.of(InvalidParametersException.class,
            UnauthorizedException.class, InsufficientCreditsException.class, AccessBlockedException.class,
            SubKeyLimitException.class, FeatureDisabledException.class, TooManyRequestsException.class,
            MaintenanceException.class);

    private Faults() {}

    /** Of a payment: unless kie.ai surely created nothing, or the request surely never left, its outcome is unknown. */
    static Throwable ofSubmit(Throwable fault) {
        if (fault instanceof KieAnswerException || fault instanceof UnreadableAnswerException) {
            return REFUSALS.stream().anyMatch(type -> type.isInstance(fault))
                    ? fault
                    : new SubmissionUncertainException(fault);
        }
        return isNamed(fault) ? fault : sent(fault) ? new SubmissionUncertainException(fault) : unreachable(fault);
    }

    /** Of a call that costs nothing. */
    static Throwable ofRead(Throwable fault) {
        return isNamed(fault) ? fault : sent(fault) ? new NoAnswerException(fault) : unreachable(fault);
    }

    /** Only what surely did not happen: no connection, or an explicit "not now". */
    static boolean mayRepeatSubmit(Throwable fault) {
        return fault instanceof KieUnreachableException
                || fault instanceof TooManyRequestsException
                || fault instanceof MaintenanceException;
    }

    static boolean mayRepeatRead(Throwable fault) {
        return fault instanceof TooManyRequestsException || isOfService(fault);
    }

    /** What opens the circuit breaker: neither what the caller got wrong nor a rate limit. */
    static boolean isOfService(Throwable fault) {
        return fault instanceof KieUnreachableException
                || fault instanceof NoAnswerException
                || fault instanceof UnreadableAnswerException
                || fault instanceof SubmissionUncertainException
                || fault instanceof ServerErrorException
                || fault instanceof MaintenanceException
                || fault instanceof UnknownAnswerException unknown && unknown.code() >= FIRST_SERVER_CODE;
    }

    private static boolean isNamed(Throwable fault) {
        return fault instanceof SoundEffectException || fault instanceof CancellationException;
    }

    private static boolean sent(Throwable fault) {
        return !TransportFault.isBeforeSending(fault);
    }

    private static KieUnreachableException unreachable(Throwable fault) {
        return new KieUnreachableException(fault);
    }
}
