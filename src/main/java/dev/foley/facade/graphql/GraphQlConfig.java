package dev.foley.facade.graphql;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one document may ask for. */
@ConfigMapping(prefix = "foley.graphql")
public interface GraphQlConfig {
    /** Whether the schema can be asked for, and GraphQL UI is served. */
    @WithDefault("false")
    boolean introspection();

    /** How deep a document may be; the introspection of common tools needs 15. */
    @WithDefault("16")
    int maxDepth();

    /** What a document may cost: 20 for each field of the root, 1 for each below; the introspection of common tools costs 73. */
    @WithDefault("500")
    int maxComplexity();

    /** How many operations, such as subscriptions, may be under way on one WebSocket. */
    @WithDefault("100")
    int maxOperations();
}
