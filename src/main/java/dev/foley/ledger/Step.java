package dev.foley.ledger;

import static dev.foley.ledger.State.CANCELLED;
import static dev.foley.ledger.State.FAILED;
import static dev.foley.ledger.State.FETCHING;
import static dev.foley.ledger.State.GENERATING;
import static dev.foley.ledger.State.QUEUED;
import static dev.foley.ledger.State.SUBMITTING;
import static dev.foley.ledger.State.SUCCEEDED;
import static dev.foley.ledger.State.UNCERTAIN;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to a job once it has been sent, or taken out of the queue. A step is taken when the job is in one of the states
 * it starts from, and for an answer to a submission, when that submission is the job's last; otherwise nothing happens.
 *
 * <p>
 * No step leaves a settled state, and none leads to a payment: {@link Claims#sending} alone does.
 */
sealed interface Step {
    Set<State> from();

    State to();

    /** What became of one submission. It counts although the lease ran out: it is the answer to that very request. */
    sealed interface Answer extends Step {
        /** Which one: {@link LedgerJob#submissions()} when it was claimed. */
        int submission();

        @Override
        default Set<State> from() {
            return Set.of(SUBMITTING, UNCERTAIN);
        }
    }

    /** kie.ai has it. */
    record Accepted(int submission, String taskId) implements Answer {
        @Override
        public State to() {
            return GENERATING;
        }
    }

    /** kie.ai will not have it; nothing was created. */
    record Refused(int submission, Failure failure) implements Answer {
        @Override
        public State to() {
            return FAILED;
        }
    }

    /**
     * It surely did not happen, and may succeed later.
     *
     * @param delay after which the job is due again
     */
    record Postponed(int submission, Duration delay) implements Answer {
        @Override
        public State to() {
            return QUEUED;
        }
    }

    /** Nobody knows what became of it: its answer was lost, or whoever waited for it. */
    record AnswerLost(int submission) implements Answer {
        @Override
        public Set<State> from() {
            return Set.of(SUBMITTING);
        }

        @Override
        public State to() {
            return UNCERTAIN;
        }
    }

    /** A callback brought a task's id, and the task's request is this job's. */
    record Confirmed(String taskId) implements Step {
        @Override
        public Set<State> from() {
            return Set.of(UNCERTAIN);
        }

        @Override
        public State to() {
            return GENERATING;
        }
    }

    /** The task succeeded. */
    record Made(List<URI> urls, @Nullable BigDecimal credits) implements Step {
        @Override
        public Set<State> from() {
            return Set.of(GENERATING);
        }

        @Override
        public State to() {
            return FETCHING;
        }
    }

    /** The task ended without audio. */
    record TaskEnded(Failure failure, @Nullable BigDecimal credits) implements Step {
        @Override
        public Set<State> from() {
            return Set.of(GENERATING);
        }

        @Override
        public State to() {
            return FAILED;
        }
    }

    /** The audio has been fetched. */
    record Stored(StoredAudio audio, Buffer bytes) implements Step {
        @Override
        public Set<State> from() {
            return Set.of(FETCHING);
        }

        @Override
        public State to() {
            return SUCCEEDED;
        }
    }

    /** Its caller does not want it any more. */
    record Cancelled() implements Step {
        @Override
        public Set<State> from() {
            return Set.of(QUEUED);
        }

        @Override
        public State to() {
            return CANCELLED;
        }
    }

    /**
     * Nothing has changed; the next step of the same kind comes later.
     *
     * @param claim  under which the job was looked at: the step counts as long as nobody else has claimed it
     * @param delay  null for not by itself
     * @param failed whether it comes later because this one failed
     */
    record Later(State in, UUID claim, @Nullable Duration delay, boolean failed) implements Step {
        @Override
        public Set<State> from() {
            return Set.of(in);
        }

        @Override
        public State to() {
            return in;
        }
    }
}
