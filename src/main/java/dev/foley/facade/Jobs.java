package dev.foley.facade;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.foley.SoundEffectRequest;
import io.smallrye.mutiny.Multi;
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
     * Starts a job, which is a payment once it succeeds; a key or {@code reuse} may give an earlier one.
     *
     * <p>
     * Fails with {@code ConstraintViolationException} for a request that breaks a rule, with nothing sent, and with
     * {@link dev.foley.error.SubmissionUncertainException} when a task may exist all the same.
     *
     * @param idempotencyKey the caller's, under which a repeated call gives the same job; null for none. Fails with
     *                       {@link NeedsDatabaseException} where nothing remembers it, and with
     *                       {@link IdempotencyKeyReusedException} where it stands for another request, and with
     *                       {@link JobRemovedException} where its job was removed
     * @param reuse          whether the sound of an identical earlier request of this caller will do, for nothing; fails
     *                       with {@link NeedsDatabaseException} where none is kept
     */
    Uni<Job> create(SoundEffectRequest request, @Nullable String idempotencyKey, boolean reuse);

    /** The job as it is now; fails with {@link JobNotFoundException}, whatever the id looks like. */
    Uni<Job> find(String id);

    /**
     * The audio of a job that succeeded. Fails with {@link JobNotFoundException}, {@link JobUnfinishedException},
     * {@link JobFailedException}, or {@link dev.foley.error.DownloadException} when it has expired or cannot be fetched.
     *
     * @param part what the caller wants of it, as a hint that saves a transfer: more may be given, see
     *             {@link JobAudio#contentRange()}
     */
    Uni<JobAudio> audio(String id, AudioPart part);

    /** The job once it is out of the queue; fails with {@link JobNotQueuedException} when it had left it before. */
    Uni<Job> cancel(String id);

    /**
     * A new job for the same request, which is a new payment; fails with {@link JobNotRetryableException} unless that one
     * failed, or is uncertain.
     *
     * @param idempotencyKey as for {@link #create}
     */
    Uni<Job> retry(String id, @Nullable String idempotencyKey);

    /** Removes an ended job with its audio; fails with {@link JobUnfinishedException} while it has not ended. */
    Uni<Void> delete(String id);

    /**
     * What is left on the account at kie.ai, in credits, as it was half a minute ago at most. Fails with
     * {@link BalanceHiddenException} where the caller may not see it.
     */
    Uni<BigDecimal> credits();

    /**
     * What the jobs cost that were created since then and that this caller sees. Those that have been removed count by the
     * month, in UTC, where all of it is since then.
     *
     * @param since null for the current month, in UTC
     * @param only  the name of the caller whose jobs count; null for everybody's that this one sees
     */
    Uni<CostSummary> costs(@Nullable Instant since, @Nullable String only);

    /**
     * Starts a job for each request, in their order. All are checked before any is written: fails with
     * {@code ConstraintViolationException} where one breaks a rule, and nothing is started then.
     *
     * @param idempotencyKey counts for each request by its place; fails with {@link IdempotencyKeyReusedException} where it
     *                       stands for a single request; null for none
     */
    Uni<List<Outcome>> createAll(List<SoundEffectRequest> requests, @Nullable String idempotencyKey);

    /** The jobs of this caller, newest first. */
    Uni<JobPage> list(JobQuery query);

    /**
     * The job once nothing happens to it by itself any more, or as it is when the time is up.
     *
     * @param most how long to wait
     */
    Uni<Job> end(String id, Duration most);

    /**
     * The job as it is, and at each change of its state; the latest only where changes come faster than they are taken.
     * Completes after a final state, and when the job is removed. Fails as {@link #find} does.
     */
    Multi<Job> watch(String id);
}
