package dev.foley.ledger;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;

import dev.foley.SoundEffects;
import dev.foley.error.AccessBlockedException;
import dev.foley.error.CircuitOpenException;
import dev.foley.error.FeatureDisabledException;
import dev.foley.error.InsufficientCreditsException;
import dev.foley.error.InvalidParametersException;
import dev.foley.error.KieUnreachableException;
import dev.foley.error.LocalRateLimitException;
import dev.foley.error.MaintenanceException;
import dev.foley.error.MissingApiKeyException;
import dev.foley.error.SubKeyLimitException;
import dev.foley.error.TooManyRequestsException;
import dev.foley.error.UnauthorizedException;
import dev.foley.kie.Departure;
import dev.foley.kie.SubmitConfig;
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

    /** Faults after which there surely is no task, and the same request may pass once somebody has mended something. */
    private static final Set<Class<? extends Throwable>> CREATED_NOTHING = Set.of(KieUnreachableException.class,
            UnauthorizedException.class, InsufficientCreditsException.class, SubKeyLimitException.class,
            AccessBlockedException.class, FeatureDisabledException.class, MissingApiKeyException.class,
            LocalRateLimitException.class, CircuitOpenException.class);

    private final SoundEffects soundEffects;
    private final Claims claims;
    private final Unsent unsent;
    private final JobStore store;
    private final Pace pace;
    private final Transitions transitions;
    private final LedgerConfig config;
    private final SubmitConfig submitConfig;
    private final Backoffs backoffs;

    Submitting(SoundEffects soundEffects, Claims claims, Unsent unsent, JobStore store, Pace pace,
            Transitions transitions, LedgerConfig config, SubmitConfig submitConfig) {
        this.soundEffects = soundEffects;
        this.claims = claims;
        this.unsent = unsent;
        this.store = store;
        this.pace = pace;
        this.transitions = transitions;
        this.config = config;
        this.submitConfig = submitConfig;
        this.backoffs = new Backoffs(config.backoff(), config.maxBackoff());
    }

    /** @param id under which it was claimed */
    Uni<Void> submit(Claims.Paced claim, UUID id) {
        int submission = claim.job().submissions() + 1;
        WrittenDown job = new WrittenDown(claim.job(), id);
        return soundEffects.submitOnce(claim.job().request(), job)
                .map(task -> new Outcome(new Step.Accepted(submission, task.id()), null))
                .onFailure(fault -> !(fault instanceof NotSentException))
                .recoverWithItem(fault -> outcome(claim.job(), submission, fault))
                .chain(outcome -> settle(claim, job, outcome).chain(() -> takeBack(outcome, id)))
                .onFailure(NotSentException.class)
                .recoverWithUni(() -> pace.answered(Pace.Kind.SUBMIT, claim.slot())
                        .chain(() -> pace.notSent(claim.job().id()))
                        .onFailure()
                        .recoverWithNull()
                        .chain(() -> unsent.takeBack(id, Duration.ZERO, false)));
    }

    /** A fault may come before the job was written down as being sent: then it waits for no lease. */
    private Uni<Void> takeBack(Outcome outcome, UUID id) {
        return outcome.step() instanceof Step.Postponed postponed
                ? unsent.takeBack(id, postponed.delay(), true)
                : Uni.createFrom().voidItem();
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
        UUID id = claim.job().id();
        return pacing(claim, outcome)
                .onFailure()
                .invoke(fault -> LOG.warnf("The pace could not be written: %s", fault.getMessage()))
                .onFailure()
                .recoverWithNull()
                .chain(() -> retried(store.take(id, outcome.step())))
                .chain(taken -> taken.isEmpty() && outcome.step() instanceof Step.Accepted accepted
                        ? retried(insist(id, written.claim, accepted))
                        : Uni.createFrom().item(taken))
                .onFailure()
                .invoke(fault -> JobLog.error(written.job, "the outcome of its submission could not be written: "
                        + outcome.step(), fault))
                .invoke(taken -> transitions.told(written.job, taken, outcome.fault()))
                .replaceWithVoid();
    }

    private static <T> Uni<T> retried(Uni<T> write) {
        return write.onFailure().retry().withBackOff(FIRST_RETRY, LONGEST_RETRY).expireIn(HOLD_ANSWER.toMillis());
    }

    /** A task that exists belongs into its job, also where the database was set back to before the job was sent. */
    private Uni<Optional<LedgerJob>> insist(UUID id, UUID claim, Step.Accepted accepted) {
        return store.find(id)
                .chain(found -> found.filter(job -> accepted.taskId().equals(job.taskId())).isPresent()
                        ? Uni.createFrom().item(Optional.<LedgerJob>empty())
                        : store.force(id, claim, accepted)
                                .invoke(forced -> tell(id, found.orElse(null), accepted, forced.isPresent())));
    }

    private static void tell(UUID id, @Nullable LedgerJob found, Step.Accepted accepted, boolean forced) {
        String was = found == null ? "gone" : String.valueOf(found.state());
        if (forced) {
            LOG.warnf("Job %s was %s when task %s was created for it, as after a failover; it has its task now", id,
                    was,
                    accepted.taskId());
        } else {
            LOG.errorf("Task %s was created for job %s and will be paid for, but the job cannot take it: it is %s",
                    accepted
                            .taskId(),
                    id, was);
        }
    }

    private Uni<Void> pacing(Claims.Paced claim, Outcome outcome) {
        UUID job = claim.job().id();
        Uni<Void> answered = pace.answered(Pace.Kind.SUBMIT, claim.slot());
        if (outcome.isThrottled()) {
            Duration asked = outcome.fault() instanceof TooManyRequestsException throttled
                    ? throttled.retryAfter().orElse(null)
                    : null;
            return pace.pause(Pace.Kind.SUBMIT, job, asked).chain(() -> answered);
        }
        if (outcome.step() instanceof Step.Postponed) {
            return pace.undecided(job, submitConfig.maxBackoff()).chain(() -> answered);
        }
        // Each probe of an outage may cost its job, so these are further apart.
        return outcome.step() instanceof Step.AnswerLost
                ? pace.undecided(job, config.maxBackoff()).chain(() -> answered)
                : pace.decided(Pace.Kind.SUBMIT, job).chain(() -> answered);
    }

    private Outcome outcome(LedgerJob job, int submission, Throwable fault) {
        return new Outcome(step(job, submission, fault), fault);
    }

    /** What each outcome of createTask means for its job. */
    private Step step(LedgerJob job, int submission, Throwable fault) {
        if (fault instanceof InvalidParametersException refusal) {
            return new Step.Refused(submission, new Failure(Failure.Reason.REFUSED,
                    Integer.toString(refusal.code()), refusal.text()));
        }
        if (fault instanceof ConstraintViolationException) {
            return new Step.Refused(submission, new Failure(Failure.Reason.REFUSED, null, null));
        }
        if (isThrottle(fault)) {
            return new Step.Postponed(submission, Duration.ZERO);
        }
        return CREATED_NOTHING.contains(fault.getClass())
                ? new Step.Postponed(submission, backoffs.after(job.attempts()))
                : new Step.AnswerLost(submission);
    }

    private static boolean isThrottle(Throwable fault) {
        return fault instanceof TooManyRequestsException || fault instanceof MaintenanceException;
    }

    /** @param fault what the call failed with; null where it did not */
    private record Outcome(Step step, @Nullable Throwable fault) {
        boolean isThrottled() { return fault != null && isThrottle(fault); }
    }
}
