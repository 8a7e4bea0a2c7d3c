package dev.foley.facade.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

import jakarta.ws.rs.core.UriInfo;

import dev.foley.facade.Job;
import dev.foley.facade.JobCursor;
import dev.foley.facade.JobQuery;

/** Where jobs are found: paths, not URLs, so that they hold behind any proxy that keeps paths. */
final class JobPaths {
    private JobPaths() {}

    static String of(Job job, UriInfo uri) {
        return uri.getBaseUriBuilder().path(SoundEffectResource.class).path("{id}").build(job.id()).getRawPath();
    }

    /** The page of that list that begins there. */
    static String of(JobQuery query, JobCursor after, UriInfo uri) {
        StringJoiner parameters = new StringJoiner("&");
        query.states().stream().sorted().forEach(state -> parameters.add("state=" + state.wireName()));
        if (query.caller() != null) {
            parameters.add("caller=" + URLEncoder.encode(query.caller(), StandardCharsets.UTF_8));
        }
        if (query.text() != null) {
            parameters.add("text=" + URLEncoder.encode(query.text(), StandardCharsets.UTF_8));
        }
        parameters.add("limit=" + query.limit()).add("cursor=" + after.word());
        return uri.getBaseUriBuilder().path(SoundEffectResource.class).build().getRawPath() + '?' + parameters;
    }
}
