package dev.foley.facade.graphql;

/** One WebSocket has as many subscriptions as it may have. */
final class TooManySubscriptionsException extends RuntimeException {
    TooManySubscriptionsException(int most) {
        super("There are %d subscriptions on this connection already, the most there may be: complete one, or open another."
                .formatted(most));
    }
}
