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
 * The body of a payment, whose last byte is held back until all is ready: the connection, the rest of the request, and
 * the permission. Without that byte there is no request, so whatever fails before surely did not happen.
 */
final class HeldBody {
    private enum State {
        HELD,
        LEFT,
        DROPPED
    }

    private final byte[] body;
    private final Departure departure;
    private final AtomicReference<State> state = new AtomicReference<>(State.HELD);
    /** Completes when the last byte has left, and fails when it never will. */
    private final CompletableFuture<Void> fate = new CompletableFuture<>();

    HeldBody(byte[] body, Departure departure) {
        this.body = body;
        this.departure = departure;
    }

    int length() {
        return body.length;
    }

    /** The body's two parts; to be subscribed to on the context of the connection that carries them. */
    Multi<Buffer> parts() {
        return Multi.createFrom().emitter(connection -> {
            Context context = Vertx.currentContext();
            connection.emit(part(0, body.length - 1));
            departure.permission()
                    .subscribe()
                    .with(granted -> context.runOnContext(now -> leave(connection)), this::drop);
        });
    }

    private Buffer part(int from, int to) {
        return Buffer.newInstance(io.vertx.core.buffer.Buffer.buffer(body).slice(from, to));
    }

    private void leave(MultiEmitter<? super Buffer> connection) {
        if (!state.compareAndSet(State.HELD, State.LEFT)) {
            return;
        }
        try {
            departure.leaving();
        } catch (RuntimeException refusal) {
            state.set(State.DROPPED);
            fate.completeExceptionally(refusal);
            return;
        }
        connection.emit(part(body.length - 1, body.length));
        connection.complete();
        fate.complete(null);
    }

    /** From now on it does not leave, unless it has already. */
    void drop(Throwable why) {
        if (state.compareAndSet(State.HELD, State.DROPPED)) {
            fate.completeExceptionally(why);
        }
    }

    /**
     * The answer to the request that carries this body. The request is cancelled, and its connection closed, when the body
     * is dropped; and an answer that does not wait for the body is believed only once it has left.
     */
    <T> Uni<T> carriedBy(Uni<T> request) {
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

    /** What the call failed with, more exactly: there is nothing uncertain about a request that never left. */
    Throwable named(Throwable fault) {
        drop(fault);
        Throwable why = fate.handle((left, dropped) -> dropped).getNow(null);
        if (why == null || !(fault instanceof SubmissionUncertainException)) {
            return fault;
        }
        return why == fault ? new KieUnreachableException(fault.getCause()) : why;
    }
}
