package dev.foley.facade.graphql;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import graphql.GraphQL;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.schema.GraphQLSchema;

/**
 * Bounds and errors in the engine. The library's own instrumentation is left out: it keeps thousands of documents, however
 * large, and anybody can make new ones.
 */
@Singleton
class GraphQlSetup {
    private final GraphQlConfig config;

    GraphQlSetup(GraphQlConfig config) {
        this.config = config;
    }

    /** Static, for the schema is built before there is any configuration of the running application. */
    static void strictNumbers(@Observes GraphQLSchema.Builder schema) {
        StrictNumbers.into(schema);
    }

    void bounds(@Observes GraphQL.Builder engine) {
        engine.instrumentation(new ChainedInstrumentation(List.of(
                new MaxQueryDepthInstrumentation(config.maxDepth()),
                new MaxQueryComplexityInstrumentation(config.maxComplexity(), QueryCost::of),
                new Introspections(config.introspection()),
                new ErrorAnswers())));
    }
}
