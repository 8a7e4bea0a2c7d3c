package dev.foley.ledger;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;

import dev.foley.SoundEffectRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that are never lost and never paid for twice. Callers see their own jobs alone, unless they are admins: those
 * of others are as absent as those that never were.
 */
@ApplicationScoped
public class Ledger {
    /** How long a caller, or kie.ai with its callback, waits for steps where no worker takes them. */
    private static final Duration LONGEST_DRIVE = Duration.ofSeconds(5);

    private final JobWriter writer;
    private final JobStore store;
    private final Transitions transitions;
    private final Traces traces;
    private final Hints hints;
    private final Worker worker;
    private final Watches watches;
    private final AudioStore audio;
    private final Validator validator;
    private final Database database;
    private final Optional<URI> callbacks;

    Ledger(JobWriter writer, JobStore store, Transitions transitions, Traces traces, Hints hints, Worker worker,
            Watches watches,
            AudioStore audio, Validator validator, Database database, CallbackConfig callback) {
        this.writer = writer;
        this.store = store;
        this.transitions = transitions;
        this.traces = traces;
        this.hints = hints;
        this.worker = worker;
        this.watches = watches;
        this.audio = audio;
        this.validator = validator;
        this.database = database;
        this.callbacks = callback.baseUrl();
    }

    /**
     * Writes a job, which is sent when its turn comes; a key or {@code reuse} may give an earlier one.
     *
     * <p>
     * Fails with {@link ConstraintViolationException} for a request that breaks a rule, and with
     * {@link IdempotencyConflictException} for a key that was used with another request, with {@link RemovedJobException}
     * for one whose job was removed, and with {@link QuotaException} for a new job that its caller has no room for.
     *
     * @param idempotencyKey null for none
     * @param reuse          whether the sound of an identical earlier request of this caller will do
     */
    public Uni<CreatedJob> create(Caller caller, SoundEffectRequest request, @Nullable String idempotencyKey,
            boolean reuse) {
        return create(caller, request, idempotencyKey, reuse, null);
    }

    private Uni<CreatedJob> create(Caller caller, SoundEffectRequest request, @Nullable String idempotencyKey,
            boolean reuse, @Nullable UUID retryOf) {
        return Uni.createFrom().deferred(() -> {
            UUID id = UUID.randomUUID();
            SoundEffectRequest sent = request.withCallbackUrl(callbacks.map(base -> callback(base, id)).orElse(null));
            var violations = validator.validate(sent);
            if (!violations.isEmpty()) {
                return Uni.createFrom().failure(new ConstraintViolationException(violations));
            }
            return write(new NewJob(id, caller.name(), sent, idempotencyKey, reuse, retryOf, traces.parent()))
                    .invoke(created -> {
                        LedgerJob job = created.job();
                        if (job.id().equals(id)) {
                            transitions.created(job);
                            worker.kick(job.state());
                        }
                    });
        });
    }

    private Uni<CreatedJob> write(NewJob job) {
        return writer.standsAlone(job)
                ? writer.writeAlone(job).map(written -> new CreatedJob(written, false))
                : writer.write(job)
                        .chain(written -> kept(written).onFailure(
                                fault -> fault instanceof RemovedJobException && job.idempotencyKey() == null)
                                .recoverWithUni(() -> write(job)));
    }

    private Uni<CreatedJob> kept(JobWriter.Written written) {
        return store.find(written.id())
                .map(found -> new CreatedJob(found.orElseThrow(RemovedJobException::new), written.replayed()));
    }

    /**
     * Takes an idempotency key for a batch, which has to be done before any of its requests is created under a key that is
     * made of it. Fails with {@link IdempotencyConflictException} where the key stands for a single request.
     */
    public Uni<Void> reserve(Caller caller, String idempotencyKey) {
        return writer.reserve(caller.name(), idempotencyKey);
    }

    private static URI callback(URI base, UUID id) {
        return URI.create(base.toString().replaceAll("/+$", "") + "/callbacks/" + id);
    }

    /** The job as it is now; where nothing runs in the background, a step that is due is taken first. */
    public Uni<Optional<LedgerJob>> find(Caller caller, UUID id) {
        return own(caller, id).chain(found -> found.filter(LedgerJob::due).isEmpty()
                ? Uni.createFrom().item(found)
                : drive(id).chain(driven -> driven ? own(caller, id) : Uni.createFrom().item(found)));
    }

    /** What is under way when time is up goes on. */
    private Uni<Boolean> drive(UUID id) {
        return worker.drive(List.of(id)).ifNoItem().after(LONGEST_DRIVE).fail().onFailure().recoverWithItem(true);
    }

    private Uni<Optional<LedgerJob>> own(Caller caller, UUID id) {
        return store.find(id).map(found -> found.filter(caller::sees));
    }

    /**
     * The job as it is, and at each change of its state by whichever replica; completes after a settled state, and where
     * there is no such job any more.
     */
    public Multi<LedgerJob> watch(Caller caller, UUID id) {
        return own(caller, id).onItem()
                .transformToMulti(found -> found.isEmpty() ? Multi.createFrom().empty() : watches.of(id));
    }

    /** The job once nothing happens to it by itself any more, whichever replica works on it; empty when it is gone. */
    public Uni<Optional<LedgerJob>> end(Caller caller, UUID id) {
        return watch(caller, id).select()
                .where(job -> job.state().isSettled() || job.state() == State.UNCERTAIN)
                .toUni()
                .map(Optional::ofNullable);
    }

    /** Takes the job out of the queue; whether it was still there. */
    public Uni<Boolean> cancel(Caller caller, UUID id) {
        return own(caller, id).chain(found -> found.isEmpty()
                ? Uni.createFrom().item(false)
                : store.cancel(id)
                        .invoke(taken -> transitions.told(found.get(), taken, null))
                        .map(Optional::isPresent));
    }

    /**
     * A new job for the same request, a new payment of its caller; empty unless that one failed, or is uncertain, or was
     * when the key was used first.
     *
     * @param idempotencyKey under which a repeated call gives the same new job; null for none
     */
    public Uni<Optional<CreatedJob>> retry(Caller caller, UUID id, @Nullable String idempotencyKey) {
        return own(caller, id).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
            }
            LedgerJob job = found.get();
            Caller payer = Caller.of(job.caller());
            return job.state() == State.FAILED || job.state() == State.UNCERTAIN
                    ? create(payer, job.request(), idempotencyKey, false, id).map(Optional::of)
                    : writer.written(new NewJob(id, payer.name(), job.request(), idempotencyKey, false, id, null))
                            .chain(earlier -> earlier
                                    .map(fresh -> kept(new JobWriter.Written(fresh, true)).map(Optional::of))
                                    .orElse(Uni.createFrom().item(Optional.empty())));
        });
    }

    /** Removes an ended job with its audio; whether it was there, and ended. */
    public Uni<Boolean> delete(Caller caller, UUID id) {
        return database.callers()
                .execute(
                        """
                        DELETE FROM job
                        WHERE id = $1 AND ($2::text IS NULL OR caller = $2)
                          AND state IN ('SUCCEEDED', 'FAILED', 'CANCELLED', 'UNCERTAIN')
                        """, Tuple.of(id, caller.scope()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** The bytes of a job that succeeded. */
    public Multi<Buffer> audio(LedgerJob job, long from, long length) {
        return audio.read(job.id(), from, length);
    }

    /**
     * Takes the steps that are due, of everybody's jobs, until there are no more: for where nothing may run in the background.
     *
     * @param longest when it completes at the latest; what is under way then goes on
     */
    public Uni<Void> catchUp(Duration longest) {
        return worker.catchUp().ifNoItem().after(longest).recoverWithUni(Uni.createFrom().voidItem());
    }

    /**
     * Somebody says that the task of that job has ended. Whether that is worth a look, which is then taken: by the worker, or
     * here, where there is none.
     */
    public Uni<Boolean> calledBack(UUID id, String taskId) {
        return hints.add(id, taskId).call(useful -> {
            if (!useful) {
                return Uni.createFrom().voidItem();
            }
            worker.kick(State.GENERATING);
            return drive(id);
        });
    }
}
