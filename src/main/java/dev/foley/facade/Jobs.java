package dev.foley.facade;

import dev.foley.SoundEffectRequest;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * The jobs behind the façade, wherever they are kept.
 *
 * <p>
 * Nothing blocks. Each call fails with a {@link JobException} where the job or the deployment is the reason, with
 * {@link dev.foley.error.SoundEffectException} where kie.ai or the way to it is; {@link Problem#of} tells them to callers.
 */
public interface Jobs {
    /**
     * Starts a job, which is a payment once it succeeds.
     *
     * <p>
     * Fails with {@code ConstraintViolationException} for a request that breaks a rule, with nothing sent, and with
     * {@link dev.foley.error.SubmissionUncertainException} when a task may exist all the same.
     *
     * @param idempotencyKey the caller's, under which a repeated call gives the same job; null for none. Fails with
     *                       {@link NeedsDatabaseException} where nothing remembers it
     */
    Uni<Job> create(SoundEffectRequest request, @Nullable String idempotencyKey);

    /** The job as it is now; fails with {@link JobNotFoundException}, whatever the id looks like. */
    Uni<Job> find(String id);

    /**
     * The audio of a job that succeeded. Fails with {@link JobNotFoundException}, {@link JobUnfinishedException},
     * {@link JobFailedException}, or {@link dev.foley.error.DownloadException} when it has expired or cannot be fetched.
     */
    Uni<JobAudio> audio(String id);
}
