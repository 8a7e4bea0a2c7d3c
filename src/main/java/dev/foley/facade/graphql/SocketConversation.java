package dev.foley.facade.graphql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import graphql.ExecutionResult;
import io.smallrye.mutiny.Uni;

/** The server's side of graphql-transport-ws on one WebSocket. Messages come one after the other, results from any thread. */
final class SocketConversation {
    private static final short BAD_MESSAGE = 4400;
    private static final short NOT_BEGUN = 4401;
    private static final short BEGUN_TOO_LATE = 4408;
    private static final short ID_IN_USE = 4409;
    private static final short BEGUN_TWICE = 4429;

    /** Where messages are sent. */
    interface Wire {
        /** @param encoded a whole message */
        void send(String encoded);

        void close(short status, String reason);

        boolean isClosed();

        /** Takes no further message from the client until {@link #resume()}. */
        void pause();

        void resume();
    }

    /** Executes the document of a message; fails with {@link UnfitDocumentException} where there is none. */
    interface Executor {
        Uni<ExecutionResult> execute(SocketMessage message);
    }

    private final Wire client;
    private final Executor executor;
    private final AnswerWriter answers;
    private final int mostOperations;
    private final Map<String, SocketOperation> operations = new ConcurrentHashMap<>();
    private volatile boolean begun;

    SocketConversation(Wire client, Executor executor, AnswerWriter answers, int mostOperations) {
        this.client = client;
        this.executor = executor;
        this.answers = answers;
        this.mostOperations = mostOperations;
    }

    void onMessage(String text) {
        if (client.isClosed()) {
            return;
        }
        SocketMessage message = SocketMessage.read(text);
        if (message == null) {
            client.close(BAD_MESSAGE, "No message of graphql-transport-ws");
            return;
        }
        switch (message.type()) {
            case CONNECTION_INIT -> begin();
            case PING -> client.send("{\"type\":\"pong\"}");
            case PONG -> {
            }
            case SUBSCRIBE -> start(message);
            case COMPLETE -> cancel(message.id());
        }
    }

    private void begin() {
        if (begun) {
            client.close(BEGUN_TWICE, "Too many initialisation requests");
        } else {
            begun = true;
            client.send("{\"type\":\"connection_ack\"}");
        }
    }

    /** Closes unless the client has begun. */
    void expectBegun() {
        if (!begun && !client.isClosed()) {
            client.close(BEGUN_TOO_LATE, "Connection initialisation timeout");
        }
    }

    /** Tells the client, and all between, that the connection is in use. */
    void ping() {
        if (begun && !client.isClosed()) {
            client.send("{\"type\":\"ping\"}");
        }
    }

    void close(short status, String reason) {
        client.close(status, reason);
    }

    void onClose() {
        operations.keySet().forEach(this::cancel);
    }

    private void start(SocketMessage message) {
        SocketOperation operation = new SocketOperation(message.id(), operations, client, answers);
        if (!begun) {
            client.close(NOT_BEGUN, "Unauthorized");
        } else if (operations.containsKey(message.id())) {
            client.close(ID_IN_USE, "Subscriber for " + message.id() + " already exists");
        } else if (operations.size() >= mostOperations) {
            operation.refuse(UnfitDocumentException.tooMany(mostOperations));
        } else {
            operations.put(message.id(), operation);
            operation.start(executeAlone(message));
        }
    }

    /** One document at a time: until it is answered, or its subscription has begun, the next stays with the client. */
    private Uni<ExecutionResult> executeAlone(SocketMessage message) {
        client.pause();
        return executor.execute(message).onTermination().invoke(client::resume);
    }

    private void cancel(String id) {
        SocketOperation operation = operations.remove(id);
        if (operation != null) {
            operation.cancel();
        }
    }
}
