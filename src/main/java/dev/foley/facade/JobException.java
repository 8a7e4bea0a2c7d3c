package dev.foley.facade;

/** What a job, or the way Foley is deployed, does not allow. */
public abstract sealed class JobException extends RuntimeException
        permits JobNotFoundException, JobUnfinishedException, JobFailedException, NeedsDatabaseException,
        IdempotencyKeyReusedException {

    JobException(String message) {
        super(message);
    }
}
