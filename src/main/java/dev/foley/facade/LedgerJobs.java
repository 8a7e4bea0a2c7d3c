package dev.foley.facade;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;

import dev.foley.SoundEffectRequest;
import dev.foley.ledger.IdempotencyConflictException;
import dev.foley.ledger.Ledger;
import dev.foley.ledger.LedgerJob;
import dev.foley.ledger.State;
import dev.foley.ledger.StoredAudio;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Jobs in the durable ledger. */
@ApplicationScoped
@Typed(LedgerJobs.class)
class LedgerJobs implements Jobs {
    private final Ledger ledger;
    private final Callers callers;

    LedgerJobs(Ledger ledger, Callers callers) {
        this.ledger = ledger;
        this.callers = callers;
    }

    @Override
    public Uni<Job> create(SoundEffectRequest request, @Nullable String idempotencyKey) {
        return ledger.create(callers.current(), request, idempotencyKey, false)
                .onFailure(IdempotencyConflictException.class)
                .transform(conflict -> new IdempotencyKeyReusedException())
                .map(LedgerJobView::of);
    }

    @Override
    public Uni<Job> find(String id) {
        return job(id).map(LedgerJobView::of);
    }

    @Override
    public Uni<JobAudio> audio(String id) {
        return job(id).map(this::audio);
    }

    private Uni<LedgerJob> job(String id) {
        return uuid(id).map(known -> ledger.find(callers.current(), known))
                .orElse(Uni.createFrom().item(Optional.empty()))
                .map(found -> found.orElseThrow(JobNotFoundException::new));
    }

    private JobAudio audio(LedgerJob job) {
        Job view = LedgerJobView.of(job);
        if (view.failure() != null) {
            throw new JobFailedException(view.failure().reason());
        }
        StoredAudio stored = job.audio();
        if (job.state() != State.SUCCEEDED || stored == null) {
            throw new JobUnfinishedException(view.state());
        }
        AudioType type = AudioType.of(job.request().outputFormat(), stored.mediaType());
        return new JobAudio(job.request().text(), type.mediaType(), type.fileExtension(), stored.bytes(),
                ledger.audio(job, 0, stored.bytes()));
    }

    /** In the one form in which ids are given out. */
    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id)).filter(parsed -> parsed.toString().equals(id));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
