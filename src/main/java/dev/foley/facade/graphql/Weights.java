package dev.foley.facade.graphql;

import graphql.analysis.FieldComplexityEnvironment;

/** What fields cost: each of the root is a call to the database or to kie.ai, whatever its name in the document. */
final class Weights {
    private static final int CALL = 20;

    private Weights() {}

    static int of(FieldComplexityEnvironment field, int below) {
        boolean root = field.getParentEnvironment() == null && !field.getField().getName().startsWith("__");
        return below + (root ? CALL : 1);
    }
}
