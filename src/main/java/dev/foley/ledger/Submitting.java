package dev.foley.ledger;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.SoundEffects;
import dev.foley.error.AccessBlockedException;
import dev.foley.error.CircuitOpenException;
import dev.foley.error.InsufficientCreditsException;
import dev.foley.error.KieAnswerException;
import dev.foley.error.KieUnreachableException;
import dev.foley.error.LocalRateLimitException;
import dev.foley.error.MaintenanceException;
import dev.foley.error.MissingApiKeyException;
import dev.foley.error.SubKeyLimitException;
import dev.foley.error.TooManyRequestsException;
import dev.foley.error.UnauthorizedException;
import dev.foley.kie.Departure;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends one claimed job to kie.ai, once, and writes down what became of it. */
@ApplicationScoped
class Submitting {
    private static final Logger LOG = Logger.getLogger(Submitting.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);
    /** An answer is worth holding on to for as long as a database may take to come back. */
    private static final Duration HOLD_ANSWER = Duration.ofMinutes(30);

    private final SoundEffects soundEffects;
    private final Claims claims;
    private final Unsent unsent;
    private final JobStore store;
    private final Pace pace;
    private final Transitions transitions;

    Submitting(SoundEffects soundEffects, Claims claims, Unsent unsent, JobStore store, Pace pace,
            Transitions transitions) {
        this.soundEffects = soundEffects;
        this.claims = claims;
        this.unsent = unsent;
        this.store = store;
        this.pace = pace;
        this.transitions = transitions;
    }

    /** @param id under which it was claimed */
    Uni<Void> submit(Claims.Paced claim, UUID id) {
        int submission = claim.job().submissions() + 1;
        WrittenDown job = new WrittenDown(claim.job(), id);
        return soundEffects.submitOnce(claim.job().request(), job)
                .map(task -> new Outcome(new Step.Accepted(submission, task.id()), null))
                .onFailure(fault -> !(fault instanceof NotSentException))
                .recoverWithItem(fault -> Outcome.of(submission, fault))
                .chain(outcome -> settle(claim, job, outcome).chain(() -> takeBack(outcome, id)))
                .onFailure(NotSentException.class)
                .recoverWithUni(() -> pace.answered(Pace.Kind.SUBMIT, claim.slot())
                        .onFailure()
                        .recoverWithNull()
                        .chain(() -> unsent.takeBack(id)));
    }

    /** A fault may come before the job was written down as being sent: then it waits for no lease. */
    private Uni<Void> takeBack(Outcome outcome, UUID id) {
        return outcome.step() instanceof Step.Postponed ? unsent.takeBack(id) : Uni.createFrom().voidItem();
    }

    /** A job leaves once it is written down as SUBMITTING, and its mark is taken away as it does. */
    private final class WrittenDown implements Departure {
        private final UUID claim;
        /** As it was last written down. */
        private volatile LedgerJob job;

        WrittenDown(LedgerJob job, UUID claim) {
            this.job = job;
            this.claim = claim;
        }

        @Override
        public Uni<Void> permission() {
            return unsent.ready(claim)
                    .chain(() -> claims.sending(job.id(), claim))
                    .onFailure()
                    .transform(NotSentException::new)
                    .map(sending -> sending.orElseThrow(() -> new NotSentException(null)))
                    .invoke(sending -> {
                        transitions.told(job, Optional.of(sending), null);
                        job = sending;
                    })
                    .replaceWithVoid();
        }

        @Override
        public void leaving() {
            try {
                unsent.leaving(claim);
            } catch (UncheckedIOException e) {
                throw new NotSentException(e);
            }
        }
    }

    /** The answer is not to be lost again, this time by us. */
    private Uni<Void> settle(Claims.Paced claim, WrittenDown written, Outcome outcome) {
        return pacing(claim, outcome)
                .onFailure()
                .invoke(fault -> LOG.warnf("The pace could not be written: %s", fault.getMessage()))
                .onFailure()
                .recoverWithNull()
                .chain(() -> store.take(claim.job().id(), outcome.step(), null)
                        .onFailure()
                        .retry()
                        .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                        .expireIn(HOLD_ANSWER.toMillis()))
                .invoke(taken -> transitions.told(written.job, taken, outcome.fault()))
                .replaceWithVoid();
    }

    private Uni<Void> pacing(Claims.Paced claim, Outcome outcome) {
        Uni<Void> answered = pace.answered(Pace.Kind.SUBMIT, claim.slot());
        if (outcome.step() instanceof Step.Postponed) {
            Duration asked = outcome.fault() instanceof TooManyRequestsException throttled
                    ? throttled.retryAfter().orElse(null)
                    : null;
            return pace.pause(Pace.Kind.SUBMIT, asked).chain(() -> answered);
        }
        return outcome.step() instanceof Step.Accepted
                ? pace.resume(Pace.Kind.SUBMIT).chain(() -> answered)
                : answered;
    }

    /** @param fault what the call failed with; null where it did not */
    private record Outcome(Step step, @Nullable Throwable fault) {
        static Outcome of(int submission, Throwable fault) {
            return new Outcome(step(submission, fault), fault);
        }

        private static Step step(int submission, Throwable fault) {
            if (isOperators(fault)) {
                return new Step.Postponed(submission);
            }
            if (fault instanceof KieAnswerException refusal) {
                return new Step.Refused(submission, new Failure(Failure.Reason.REFUSED,
                        Integer.toString(refusal.code()), refusal.text()));
            }
            if (fault instanceof jakarta.validation.ConstraintViolationException) {
                return new Step.Refused(submission, new Failure(Failure.Reason.REFUSED, null, null));
            }
            return new Step.AnswerLost(submission);
        }

        /** Nothing was created, and the same request may pass once the operator or kie.ai has mended something. */
        private static boolean isOperators(Throwable fault) {
            return fault instanceof UnauthorizedException
                    || fault instanceof InsufficientCreditsException
                    || fault instanceof SubKeyLimitException
                    || fault instanceof AccessBlockedException
                    || fault instanceof MaintenanceException
                    || fault instanceof TooManyRequestsException
                    || fault instanceof KieUnreachableException
                    || fault instanceof MissingApiKeyException
                    || fault instanceof LocalRateLimitException
                    || fault instanceof CircuitOpenException;
        }
    }
}
