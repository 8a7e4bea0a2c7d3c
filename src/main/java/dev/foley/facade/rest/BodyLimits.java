package dev.foley.facade.rest;

import jakarta.inject.Singleton;

import io.quarkus.runtime.configuration.MemorySize;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How large a body may be: what the server takes at all is for batches alone. */
@Singleton
class BodyLimits {
    private static final String BATCH = "/v1/sound-effects/batch";
    /** The longest valid request is a text of 5000 characters, each written as \\uXXXX: 30 KB. */
    private static final long ONE = 64 << 10;

    private final long batch;

    BodyLimits(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest) {
        this.batch = largest.asLongValue();
    }

    long at(String path) {
        return path.endsWith(BATCH) ? batch : Math.min(ONE, batch);
    }
}
