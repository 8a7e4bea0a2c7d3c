package dev.foley.kie;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.foley.error.KieUnreachableException;
import dev.foley.error.SubmissionUncertainException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.mutiny.core.buffer.Buffer;

/**
 * The body of a request that creates a task, and is paid for. Its last byte is held back, so that at each moment it is known
 * whether the request has left:
 *
 * <ol>
 * <li>The connection is opened, and the request is sent but for the last byte of its body. kie.ai cannot act on it.
 * <li>The {@link Departure} is asked for permission: the ledger puts a mark on the disk, and writes the job down as SUBMITTING.
 * <li>The departure is told that the request leaves: the ledger deletes the mark.
 * <li>The last byte is sent. From now on only kie.ai's answer tells the outcome; without one it is uncertain.
 * </ol>
 *
 * What fails before the last byte drops the request: its connection is closed, there is no task, and the job is queued again. A
 * process that is killed leaves its mark until step 3, by which another process queues the job again. Killed later, it leaves none,
 * and the job becomes UNCERTAIN once its lease has ended: so steps 3 and 4 are taken right before the socket.
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
        return new Parts();
    }

    private Buffer part(int from, int to) {
        return Buffer.newInstance(io.vertx.core.buffer.Buffer.buffer(body).slice(from, to));
    }

    /** The body, as a request may carry it. */
    final class Parts extends AbstractMulti<Buffer> {
        private Supplier<HttpClientRequest> request = () -> {
            throw new IllegalStateException("no request carries it");
        };

        /** @param request that carries it; asked for once it is being sent */
        void carriedBy(Supplier<HttpClientRequest> request) {
            this.request = request;
        }

        @Override
        public void subscribe(MultiSubscriber<? super Buffer> connection) {
            Multi.createFrom().<Buffer>emitter(this::send).subscribe().withSubscriber(connection);
        }

        private void send(MultiEmitter<? super Buffer> connection) {
            Context context = Vertx.currentContext();
            connection.emit(part(0, body.length - 1));
            departure.permission()
                    .subscribe()
                    .with(granted -> context.runOnContext(now -> leave(connection)), HeldBody.this::drop);
        }

        private void leave(MultiEmitter<? super Buffer> connection) {
            if (state.get() != State.HELD) {
                return;
            }
            ((ConnectionBase) request.get().connection()).channel().pipeline().addFirst(new Gate());
            connection.emit(part(body.length - 1, body.length));
            connection.complete();
        }
    }

    /**
     * Stands before the socket, where next to nothing is done between the decision and the last byte: a process that is killed
     * in between never knows that the request has not left.
     */
    private final class Gate extends ChannelOutboundHandlerAdapter {
        private boolean reached;

        @Override
        public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) {
            reached = true;
            context.write(bytes, promise);
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            if (!reached) {
                context.flush();
            } else if (leaves()) {
                context.flush();
                context.pipeline().remove(this);
                fate.complete(null);
            } else {
                context.close();
            }
        }

        private boolean leaves() {
            if (!state.compareAndSet(State.HELD, State.LEFT)) {
                return false;
            }
            try {
                departure.leaving();
                return true;
            } catch (RuntimeException refusal) {
                state.set(State.DROPPED);
                fate.completeExceptionally(refusal);
                return false;
            }
        }
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

    /**
     * What the call failed with, more exactly: there is nothing uncertain about a request that never left, and nothing
     * certain about one that did, whatever the fault's type.
     */
    Throwable named(Throwable fault) {
        drop(fault);
        if (state.get() == State.LEFT) {
            return fault instanceof KieUnreachableException ? new SubmissionUncertainException(fault) : fault;
        }
        Throwable why = fate.handle((left, dropped) -> dropped).getNow(null);
        if (why == null || !(fault instanceof SubmissionUncertainException)) {
            return fault;
        }
        return why == fault ? new KieUnreachableException(fault.getCause()) : why;
    }
}
