package dev.foley.facade.graphql;

import io.quarkus.runtime.configuration.MemorySize;
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

    /**
     * What a document may cost: 200 for each field of the root, 1 for each below, and in a list for each row 12 and its fields
     * again; a page of 100 with all fields costs 4900, the introspection of common tools 73.
     */
    @WithDefault("5000")
    int maxComplexity();

    /** How large an answer may be; 100 sound effects with the longest texts in any script have 1.6 MB. */
    @WithDefault("2M")
    MemorySize maxAnswer();

    /** How many operations, such as subscriptions, may be under way on one WebSocket. */
    @WithDefault("100")
    int maxOperations();
}
