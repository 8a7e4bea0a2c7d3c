package dev.foley.kie;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import dev.foley.error.KieUnreachableException;
import dev.foley.error.SubmissionUncertainException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;

/**
 * One request that creates a task, and is paid for. At each moment it is known whether it has left:
 *
 * <ol>
 * <li>The connection is opened, and the request is sent but for the last byte of its body. kie.ai cannot act on it.
 * <li>The {@link Departure} is asked for permission: the ledger puts a mark on the disk, and writes the job down as SUBMITTING.
 * <li>The departure is told that the request leaves: the ledger deletes the mark.
 * <li>The last byte is sent. From now on only kie.ai's answer tells the outcome; without one it is uncertain.
 * </ol>
 *
 * What fails before the last byte drops the request: its connection is closed, there is no task, and the job is queued again. A
 * process that is killed leaves its mark until step 3, by which another process queues the job again. Killed later, in the
 * microseconds before step 4 as well, it leaves none, and the job becomes UNCERTAIN once its lease has ended.
 */
final class Payment {
    private enum Phase {
        /** Steps 1 to 3. */
        HELD,
        /** Step 4. */
        LEFT,
        /** It will never leave. */
        DROPPED
    }

    private final byte[] body;
    private final Departure departure;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.HELD);
    /** Completes when the last byte has left, and fails when it never will. */
    private final CompletableFuture<Void> fate = new CompletableFuture<>();

    Payment(byte[] body, Departure departure) {
        this.body = body;
        this.departure = departure;
    }

    /** Of the body, in bytes. */
    int length() {
        return body.length;
    }

    /** The body; to be subscribed to on the context of the connection that carries it. */
    Multi<Buffer> body() {
        return Multi.createFrom().<Buffer>emitter(this::send);
    }

    private void send(MultiEmitter<? super Buffer> connection) {
        Context context = Vertx.currentContext();
        connection.emit(part(0, body.length - 1));
        departure.permission()
                .subscribe()
                .with(granted -> context.runOnContext(now -> leave(connection)), this::drop);
    }

    private void leave(MultiEmitter<? super Buffer> connection) {
        if (!phase.compareAndSet(Phase.HELD, Phase.LEFT)) {
            return;
        }
        try {
            departure.leaving();
        } catch (RuntimeException refusal) {
            phase.set(Phase.DROPPED);
            fate.completeExceptionally(refusal);
            return;
        }
        connection.emit(part(body.length - 1, body.length));
        connection.complete();
        fate.complete(null);
    }

    private Buffer part(int from, int to) {
        return Buffer.newInstance(io.vertx.core.buffer.Buffer.buffer(body).slice(from, to));
    }

    /** From now on it does not leave, unless it has already. */
    void drop(Throwable why) {
        if (phase.compareAndSet(Phase.HELD, Phase.DROPPED)) {
            fate.completeExceptionally(why);
        }
    }

    /**
     * The answer to the request. The request is cancelled, and its connection closed, when the payment is dropped; and an answer
     * that does not wait for the body is believed only once it has left.
     */
    <T> Uni<T> answer(Uni<T> request) {
        Uni<T> dropped = Uni.createFrom().emitter(emitter -> fate.whenComplete((left, why) -> {
            if (why != null) {
                emitter.fail(why);
            }
        }));
        return Uni.join()
                .first(request, dropped)
                .toTerminate()
                .call(() -> Uni.createFrom().completionStage(fate));
    }

    /**
     * What the call failed with, more exactly: there is nothing uncertain about a request that never left, and nothing
     * certain about one that did, whatever the fault's type.
     */
    Throwable fault(Throwable fault) {
        drop(fault);
        if (phase.get() == Phase.LEFT) {
            return fault instanceof KieUnreachableException ? new SubmissionUncertainException(fault) : fault;
        }
        Throwable why = fate.handle((left, dropped) -> dropped).getNow(null);
        if (why == null || !(fault instanceof SubmissionUncertainException)) {
            return fault;
        }
        return why == fault ? new KieUnreachableException(fault.getCause()) : why;
    }
}
