package dev.foley.facade.graphql;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.RequestScoped;

import io.smallrye.mutiny.Multi;

/** Those of one WebSocket: the library keeps one request scope for each. */
@RequestScoped
class OpenSubscriptions {
    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    OpenSubscriptions(GraphQlConfig config) {
        this.most = config.maxSubscriptions();
    }

    /** The same, as one of them; fails with {@link TooManySubscriptionsException} where it would be one too many. */
    <T> Multi<T> counted(Multi<T> stream) {
        return Multi.createFrom().deferred(() -> {
            if (open.incrementAndGet() > most) {
                open.decrementAndGet();
                return Multi.createFrom().failure(new TooManySubscriptionsException(most));
            }
            return stream.onTermination().invoke(open::decrementAndGet);
        });
    }
}
