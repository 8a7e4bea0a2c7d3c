package dev.foley.facade.graphql;

import java.util.Set;

import dev.foley.facade.JobQuery;
import graphql.analysis.FieldComplexityEnvironment;

/** Estimates the cost of a GraphQL field before the document is executed. */
final class QueryCost {
    /** Each root field is a call to the database or to kie.ai, whatever its alias. At most 25 of them fit in the limit. */
    private static final int CALL = 200;
    /** A row of a list is read whole, with up to 20 KB of text, whichever of its fields are asked for. */
    private static final int ROW = 12;
    private static final int FIELD = 1;
    /**
     * A text is up to 30 KB of an answer. In a mutation it costs so much that no answer can exceed
     * {@link GraphQlConfig#maxAnswer()}: a job that was paid for must never be missing from an answer.
     */
    private static final int TEXT_OF_MUTATION = 100;
    private static final Set<String> TEXTS = Set.of("text", "message", "notice");

    private QueryCost() {}

    /** @param below what the fields below it cost together, once each */
    static int of(FieldComplexityEnvironment field, int below) {
        if (field.getParentEnvironment() == null && !field.getField().getName().startsWith("__")) {
            return CALL + (isList(field) ? rows(field) * (ROW + below) : below);
        }
        return below + (TEXTS.contains(field.getField().getName()) && isOfMutation(field) ? TEXT_OF_MUTATION : FIELD);
    }

    private static boolean isList(FieldComplexityEnvironment field) {
        return field.getFieldDefinition().getArgument("first") != null;
    }

    /** As many as are asked for, within what is allowed: a value that is not allowed has an error of its own. */
    private static int rows(FieldComplexityEnvironment field) {
        return field.getArguments().get("first") instanceof Integer first
                ? Math.max(1, Math.min(first, JobQuery.MOST))
                : JobQuery.DEFAULT_LIMIT;
    }

    private static boolean isOfMutation(FieldComplexityEnvironment field) {
        FieldComplexityEnvironment root = field;
        while (root.getParentEnvironment() != null) {
            root = root.getParentEnvironment();
        }
        return root.getParentType().getName().equals("Mutation");
    }
}
