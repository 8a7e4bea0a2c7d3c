package dev.foley.facade.graphql;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;

/** Calls subscriptions in the request scope of their WebSocket, as the library calls everything else. */
final class SubscriptionScope extends SimplePerformantInstrumentation {
    /** The library's key. */
    private static final String STATE = "state";

    @Override
    public DataFetcher<?> instrumentDataFetcher(DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters,
            InstrumentationState state) {
        boolean subscribes = parameters.getEnvironment().getParentType() == parameters.getEnvironment()
                .getGraphQLSchema()
                .getSubscriptionType();
        return subscribes ? environment -> inScope(fetcher, environment) : fetcher;
    }

    private static Object inScope(DataFetcher<?> fetcher, DataFetchingEnvironment environment) throws Exception {
        ManagedContext scope = Arc.container().requestContext();
        ContextState state = environment.getGraphQlContext().get(STATE);
        if (scope.isActive() || state == null) {
            return fetcher.get(environment);
        }
        scope.activate(state);
        try {
            return fetcher.get(environment);
        } finally {
            scope.deactivate();
        }
    }
}
