package dev.foley.kie;

import jakarta.ws.rs.ext.ContextResolver;

import io.vertx.core.http.HttpClientOptions;
import org.jspecify.annotations.Nullable;

/**
 * Asks for compressed answers. The REST client's own key for it, {@code enable-response-decompression}, works too, but
 * makes Quarkus 3.34 warn at each start of a key that nobody has set.
 */
public class GzipOptions implements ContextResolver<HttpClientOptions> {
    @Override
    public @Nullable HttpClientOptions getContext(Class<?> type) {
        return type == HttpClientOptions.class ? new HttpClientOptions().setDecompressionSupported(true) : null;
    }
}
