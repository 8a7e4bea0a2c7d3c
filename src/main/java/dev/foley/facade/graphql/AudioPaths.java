package dev.foley.facade.graphql;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;

import dev.foley.facade.Job;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where audio is fetched from: bytes are no business of GraphQL's. Paths hold behind a proxy that adds a prefix, too. */
@ApplicationScoped
class AudioPaths {
    /** Where GraphQL is served. */
    private static final String GRAPHQL = "/graphql";

    private final CurrentVertxRequest current;
    private final String root;

    AudioPaths(CurrentVertxRequest current,
            @ConfigProperty(name = "quarkus.http.root-path", defaultValue = "/") String root) {
        this.current = current;
        this.root = root;
    }

    /** The paths of audio as the client of the current request sees them. */
    Audience ofCurrentRequest() {
        return new Audience(prefix(current.getCurrent().request().uri()));
    }

    /** What is before GraphQL's own path; Quarkus puts there what a trusted proxy sent as {@code X-Forwarded-Prefix}. */
    private String prefix(String uri) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        return path.startsWith("/") && path.endsWith(GRAPHQL)
                ? path.substring(0, path.length() - GRAPHQL.length()) + '/'
                : root;
    }

    /** Paths that begin where one client begins. */
    record Audience(String prefix) {
        String of(Job job) {
            return UriBuilder.fromPath(prefix).path("v1/sound-effects/{id}/audio").build(job.id()).getRawPath();
        }
    }
}
