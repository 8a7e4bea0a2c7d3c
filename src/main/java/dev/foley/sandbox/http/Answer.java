package dev.foley.sandbox.http;

import java.util.Optional;

import dev.foley.sandbox.fault.Trouble;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * A reply and how it travels.
 *
 * @param trouble what goes wrong on the way
 * @param taskId the task that it is about
 * @param after what must have happened before it may leave
 */
record Answer(Reply reply, Optional<Trouble> trouble, @Nullable String taskId, Future<?> after) {

    static Answer of(Reply reply) {
        return new Answer(reply, Optional.empty(), null, Future.succeededFuture());
    }

    Answer about(String task) {
        return new Answer(reply, trouble, task, after);
    }

    Answer with(Optional<Trouble> fault) {
        return new Answer(reply, fault, taskId, after);
    }

    Answer after(Future<?> event) {
        return new Answer(reply, trouble, taskId, event);
    }

    /** The answer to a call that trouble kept from being carried out. */
    static Answer instead(Trouble trouble, boolean asHttpStatus) {
        Reply reply;
        if (trouble instanceof Trouble.Refusal refusal) {
            reply = Reply.refusal(refusal.code(), Refusals.textOf(refusal.code()),
                    asHttpStatus || refusal.httpStatus());
        } else if (trouble instanceof Trouble.Html html) {
            reply = Reply.html(html.status());
        } else if (trouble instanceof Trouble.Edge) {
            reply = Reply.edge();
        } else {
            reply = Reply.refusal(Refusals.SERVER, asHttpStatus);
        }
        return of(reply).with(Optional.of(trouble));
    }
}
