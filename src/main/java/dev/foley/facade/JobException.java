package dev.foley.facade;

import org.jspecify.annotations.Nullable;

/** What a job, or the way Foley is deployed, does not allow. */
public abstract sealed class JobException extends RuntimeException
        permits JobNotFoundException, JobUnfinishedException, JobFailedException, JobNotQueuedException,
        JobNotRetryableException, NeedsDatabaseException, IdempotencyKeyReusedException, JobRemovedException,
        BalanceHiddenException {
    private final @Nullable Subject subject;

    JobException(String message) {
        this(message, null);
    }

    JobException(String message, @Nullable Subject subject) {
        super(message);
        this.subject = subject;
    }

    /** The job that is the reason; null where none is. */
    public @Nullable Subject subject() {
        return subject;
    }

    /** A job, and the state in which it was the reason. */
    public record Subject(String id, JobState state) {
        static Subject of(Job job) {
            return new Subject(job.id(), job.state());
        }
    }
}
