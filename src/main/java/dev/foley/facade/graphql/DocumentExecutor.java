package dev.foley.facade.graphql;

import java.util.function.Consumer;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import graphql.ExecutionResult;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.smallrye.graphql.execution.ExecutionService;
import io.vertx.ext.web.RoutingContext;

/**
 * Executes documents as the caller of the HTTP request that they came with, or that opened their WebSocket. The library's own
 * routes are not used: they answer every error with 200, hold answers of any size, and keep without end what a client of a
 * WebSocket does not read.
 */
@Singleton
class DocumentExecutor {
    private final ExecutionService engine;
    private final CurrentVertxRequest current;
    private final Instance<CurrentIdentityAssociation> identities;

    DocumentExecutor(ExecutionService engine, CurrentVertxRequest current,
            Instance<CurrentIdentityAssociation> identities) {
        this.engine = engine;
        this.current = current;
        this.identities = identities;
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

    /** @param failed is told of what nobody expected; errors of the document and its fields are in the result */
    void execute(PostedDocument document, CallerScope scope, Consumer<ExecutionResult> done,
            Consumer<Throwable> failed) {
        scope.run(() -> engine.executeAsync(document.request(), scope.properties(), new ExecutionResponseWriter() {
            @Override
            public void write(ExecutionResponse response) {
                done.accept(response.getExecutionResult());
            }

            @Override
            public void fail(Throwable fault) {
                failed.accept(fault);
            }
        }));
    }
}
