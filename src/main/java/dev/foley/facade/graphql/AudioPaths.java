package dev.foley.facade.graphql;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;

import dev.foley.facade.Job;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where audio is fetched from: bytes are no business of GraphQL's. */
@ApplicationScoped
class AudioPaths {
    private final String root;

    AudioPaths(@ConfigProperty(name = "quarkus.http.root-path", defaultValue = "/") String root) {
        this.root = root;
    }

    String of(Job job) {
        return UriBuilder.fromPath(root).path("v1/sound-effects/{id}/audio").build(job.id()).getRawPath();
    }
}
