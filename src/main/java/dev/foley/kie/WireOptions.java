package dev.foley.kie;

import jakarta.ws.rs.ext.ContextResolver;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.tracing.TracingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Asks for compressed answers, and keeps the headers of traces at home. For the first there is the REST client's own key,
 * {@code enable-response-decompression}, but with it Quarkus 3.34 warns at each start of a key that nobody has set.
 */
public class WireOptions implements ContextResolver<HttpClientOptions> {
    @Override
    public @Nullable HttpClientOptions getContext(Class<?> type) {
        return type == HttpClientOptions.class
                ? new HttpClientOptions().setDecompressionSupported(true).setTracingPolicy(TracingPolicy.IGNORE)
                : null;
    }
}
