package dev.foley.facade.graphql;

import graphql.ExecutionInput;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.introspection.Introspection;

/** Decides, at start and not when the package is built, whether the schema can be asked for. */
final class Introspections extends SimplePerformantInstrumentation {
    private final boolean allowed;

    Introspections(boolean allowed) {
        this.allowed = allowed;
    }

    @Override
    public ExecutionInput instrumentExecutionInput(ExecutionInput input, InstrumentationExecutionParameters parameters,
            InstrumentationState state) {
        input.getGraphQLContext().put(Introspection.INTROSPECTION_DISABLED, !allowed);
        return input;
    }
}
