package dev.foley.facade.graphql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.foley.facade.FacadeConfig;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;

/** All open WebSockets: how many there may be, one timer that pings them, and their end when Foley stops. */
@Singleton
class Sockets {
    /** After which clients connect again by themselves, to another replica or to this one once it is back. */
    private static final short RESTARTS = 1012;

    private final int most;
    private final int mostPerCaller;
    private final Runnable stopPings;
    /** Guarded by this, and so are the counts. */
    private final Set<SocketConversation> open = new HashSet<>();
    private final Map<String, Integer> openByCaller = new HashMap<>();
    private boolean stopping;

    Sockets(GraphQlConfig config, FacadeConfig facade, Vertx vertx) {
        this.most = config.maxSockets();
        this.mostPerCaller = config.maxSocketsPerCaller();
        long timer = vertx.setPeriodic(facade.heartbeat().toMillis(),
                tick -> copyOfOpen().forEach(SocketConversation::ping));
        this.stopPings = () -> vertx.cancelTimer(timer);
    }

    /** Why the caller may open no more now; empty where it may, and then the conversation counts as open. */
    synchronized Optional<String> add(SocketConversation conversation, String caller) {
        int ofCaller = openByCaller.getOrDefault(caller, 0);
        if (stopping) {
            return Optional.of("Foley is stopping. Connect again.");
        }
        if (ofCaller >= mostPerCaller) {
            return Optional.of(String.format(Locale.ROOT,
                    "You have %d connections open, the most there may be. Use one of them.", mostPerCaller));
        }
        if (open.size() >= most) {
            return Optional.of("Foley has as many connections as it can hold. Try again later.");
        }
        open.add(conversation);
        openByCaller.put(caller, ofCaller + 1);
        return Optional.empty();
    }

    synchronized void remove(SocketConversation conversation, String caller) {
        if (open.remove(conversation)) {
            openByCaller.computeIfPresent(caller, (name, count) -> count > 1 ? count - 1 : null);
        }
    }

    private synchronized Set<SocketConversation> copyOfOpen() {
        return Set.copyOf(open);
    }

    /** At the beginning of a stop, which waits for open connections. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        synchronized (this) {
            stopping = true;
        }
        copyOfOpen().forEach(conversation -> conversation.close(RESTARTS, "Foley is stopping. Connect again."));
    }

    @PreDestroy
    void stopPings() {
        stopPings.run();
    }
}
