package dev.foley.facade.graphql;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import graphql.ExceptionWhileDataFetching;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;

/** Gives each error of an answer, and of each event of a subscription, its code. */
final class ErrorAnswers extends SimplePerformantInstrumentation {
    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(ExecutionResult result,
            InstrumentationExecutionParameters parameters, InstrumentationState state) {
        List<GraphQLError> errors = result.getErrors();
        return CompletableFuture.completedFuture(errors.isEmpty()
                ? result
                : result.transform(answer -> answer.errors(errors.stream().map(ErrorAnswers::told).toList())));
    }

    private static GraphQLError told(GraphQLError error) {
        return error instanceof ExceptionWhileDataFetching fetching
                ? FieldErrors.of(fetching)
                : DocumentErrors.of(error);
    }
}
