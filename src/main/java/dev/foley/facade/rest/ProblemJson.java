package dev.foley.facade.rest;

import dev.foley.facade.Problem;
import dev.foley.facade.Violation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A problem as RFC 9457 has it. */
final class ProblemJson {
    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemJson() {}

    /** @param instance a URI reference for this occurrence */
    static String of(Problem problem, String instance) {
        JsonObject json = new JsonObject()
                .put("type", problem.type().path())
                .put("title", problem.type().title())
                .put("status", problem.status())
                .put("detail", problem.detail())
                .put("instance", instance);
        if (problem.jobId() != null) {
            json.put("jobId", problem.jobId());
        }
        if (problem.jobState() != null) {
            json.put("jobState", problem.jobState().wireName());
        }
        if (!problem.violations().isEmpty()) {
            JsonArray violations = new JsonArray();
            for (Violation violation : problem.violations()) {
                violations.add(new JsonObject().put("field", violation.field()).put("message", violation.message()));
            }
            json.put("violations", violations);
        }
        return json.encode();
    }
}
