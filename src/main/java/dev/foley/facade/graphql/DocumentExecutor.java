package dev.foley.facade.graphql;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import dev.foley.facade.Computation;
import graphql.ExecutionResult;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.smallrye.graphql.execution.ExecutionService;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.ext.web.RoutingContext;

/**
 * Executes documents as the caller of the HTTP request that they came with, or that opened their WebSocket. The library's own
 * routes are not used: they answer every error with 200, hold answers of any size, and keep without end what a client of a
 * WebSocket does not read.
 */
@Singleton
class DocumentExecutor {
    /** Reads the document to execute, with all checks that come before. */
    interface Source {
        PostedDocument read() throws UnfitDocumentException;
    }

    private final ExecutionService engine;
    private final CurrentVertxRequest current;
    private final Instance<CurrentIdentityAssociation> identities;
    private final Computation computation;

    DocumentExecutor(ExecutionService engine, CurrentVertxRequest current,
            Instance<CurrentIdentityAssociation> identities, Computation computation) {
        this.engine = engine;
        this.current = current;
        this.identities = identities;
        this.computation = computation;
    }

    CallerScope scopeOf(RoutingContext exchange) {
        CallerScope scope = new CallerScope();
        scope.run(() -> {
            current.setCurrent(exchange);
            if (identities.isResolvable()) {
                identify(identities.get(), exchange);
            }
        });
        return scope;
    }

    private static void identify(CurrentIdentityAssociation caller, RoutingContext exchange) {
        if (exchange.user() instanceof QuarkusHttpUser known) {
            caller.setIdentity(known.getSecurityIdentity());
        } else {
            caller.setIdentity(QuarkusHttpUser.getSecurityIdentity(exchange, null));
        }
    }

    /**
     * The result, with the errors of the document and its fields in it, on a thread that may compute. Fails with an
     * {@link UnfitDocumentException} where there is no document to execute.
     */
    Uni<ExecutionResult> execute(Source source, CallerScope scope) {
        return Uni.createFrom()
                .<ExecutionResult>emitter(
                        execution -> computation.execute(() -> begin(source, scope, execution)))
                .emitOn(computation);
    }

    private void begin(Source source, CallerScope scope, UniEmitter<? super ExecutionResult> execution) {
        try {
            PostedDocument document = source.read();
            scope.run(() -> engine.executeAsync(document.request(), scope.properties(), writer(execution)));
        } catch (UnfitDocumentException | RuntimeException fault) {
            execution.fail(fault);
        }
    }

    private static ExecutionResponseWriter writer(UniEmitter<? super ExecutionResult> execution) {
        return new ExecutionResponseWriter() {
            @Override
            public void write(ExecutionResponse response) {
                execution.complete(response.getExecutionResult());
            }

            @Override
            public void fail(Throwable fault) {
                execution.fail(fault);
            }
        };
    }
}
