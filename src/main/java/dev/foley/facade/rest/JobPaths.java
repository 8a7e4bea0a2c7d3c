package dev.foley.facade.rest;

import jakarta.ws.rs.core.UriInfo;

import dev.foley.facade.Job;

/** Where jobs are found: paths, not URLs, so that they hold behind any proxy that keeps paths. */
final class JobPaths {
    private JobPaths() {}

    static String of(Job job, UriInfo uri) {
        return uri.getBaseUriBuilder().path(SoundEffectResource.class).path("{id}").build(job.id()).getRawPath();
    }
}
