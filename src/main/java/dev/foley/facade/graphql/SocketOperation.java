package dev.foley.facade.graphql;

import java.util.LinkedHashMap;
import java.util.Map;

import graphql.ExecutionResult;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** One document that is being executed, or one subscription. */
final class SocketOperation implements Subscriber<ExecutionResult> {
    private final String id;
    private final Map<String, SocketOperation> underWay;
    private final SocketConversation.Wire client;
    private final AnswerWriter answers;
    private volatile @Nullable Subscription results;
    private volatile boolean cancelled;

    SocketOperation(String id, Map<String, SocketOperation> underWay, SocketConversation.Wire client,
            AnswerWriter answers) {
        this.id = id;
        this.underWay = underWay;
        this.client = client;
        this.answers = answers;
    }

    void start(Uni<ExecutionResult> execution) {
        execution.subscribe().with(this::answer, this::onError);
    }

    private void answer(ExecutionResult result) {
        Object data = result.getData();
        if (data instanceof Publisher<?>) {
            Publisher<ExecutionResult> stream = result.getData();
            stream.subscribe(this);
        } else if (data == null) {
            failWith(result);
        } else {
            onNext(result);
            onComplete();
        }
    }

    private void failWith(ExecutionResult result) {
        try {
            if (end()) {
                send("error", result.toSpecification().get("errors"));
            }
        } catch (UnfitDocumentException tooLarge) {
            refuse(tooLarge);
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        results = subscription;
        if (cancelled) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(ExecutionResult result) {
        if (!isUnderWay()) {
            return;
        }
        try {
            send("next", result.toSpecification());
        } catch (UnfitDocumentException tooLarge) {
            fail(tooLarge);
        }
        more();
    }

    private void more() {
        Subscription subscription = results;
        if (subscription != null && !cancelled) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable fault) {
        fail(UnfitDocumentException.of(fault));
    }

    @Override
    public void onComplete() {
        if (end()) {
            client.send(answers.encodeSmall(message("complete", null)).toString());
        }
    }

    /** Ends it with that error. */
    private void fail(UnfitDocumentException unfit) {
        if (end()) {
            refuse(unfit);
        }
    }

    /** Tells the client of that error, of an operation that has not begun or has ended. */
    void refuse(UnfitDocumentException unfit) {
        client.send(answers.encodeSmall(message("error", unfit.errors())).toString());
    }

    /** Whether it was under way until now: what has ended has had its last message. */
    private boolean end() {
        boolean ended = underWay.remove(id, this);
        if (ended) {
            cancel();
        }
        return ended;
    }

    private boolean isUnderWay() { return underWay.get(id) == this; }

    void cancel() {
        cancelled = true;
        Subscription subscription = results;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void send(String type, @Nullable Object payload) throws UnfitDocumentException {
        client.send(answers.encode(message(type, payload)).toString());
    }

    private Map<String, Object> message(String type, @Nullable Object payload) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", id);
        message.put("type", type);
        if (payload != null) {
            message.put("payload", payload);
        }
        return message;
    }
}
