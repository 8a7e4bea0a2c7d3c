package dev.foley.facade;

import java.math.BigDecimal;
import java.util.Set;

import dev.foley.facade.Job.Audio;
import dev.foley.ledger.Caller;
import dev.foley.ledger.Failure;
import dev.foley.ledger.LedgerJob;
import dev.foley.ledger.State;
import dev.foley.ledger.StoredAudio;
import org.jspecify.annotations.Nullable;

/** A job of the ledger as callers see it. */
final class LedgerJobView {
    private LedgerJobView() {}

    /** As this caller sees it. */
    static Job of(LedgerJob job, Caller caller) {
        Job view = of(job);
        return caller.admin() ? view.of(job.caller()) : view;
    }

    private static Job of(LedgerJob job) {
        return new Job(job.id().toString(), JobState.valueOf(job.state().name()),
                job.request().withCallbackUrl(null), job.taskId(), job.createdAt(), job.updatedAt(),
                job.completedAt(), plain(job.credits()), audio(job), failure(job.failure()),
                job.retryOf() == null ? null : job.retryOf().toString(), actions(job.state()));
    }

    private static Set<JobAction> actions(State state) {
        return switch (state) {
            case QUEUED -> Set.of(JobAction.WATCH, JobAction.CANCEL);
            case SUBMITTING, GENERATING, FETCHING -> Set.of(JobAction.WATCH);
            case UNCERTAIN -> Set.of(JobAction.WATCH, JobAction.RETRY, JobAction.DELETE);
            case FAILED -> Set.of(JobAction.RETRY, JobAction.DELETE);
            case SUCCEEDED, CANCELLED -> Set.of(JobAction.DELETE);
        };
    }

    private static @Nullable Audio audio(LedgerJob job) {
        StoredAudio audio = job.audio();
        return audio == null
                ? null
                : new Audio(AudioType.of(job.request().outputFormat(), audio.mediaType()).mediaType(), audio.bytes(),
                        audio.sha256(), audio.durationSeconds());
    }

    private static Job.@Nullable Failure failure(@Nullable Failure failure) {
        return failure == null ? null : new Job.Failure(FailureReason.of(failure), failure.code(), failure.message());
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal credits) {
        return credits == null || credits.scale() >= 0 ? credits : credits.setScale(0);
    }
}
