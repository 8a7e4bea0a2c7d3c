package dev.foley.sandbox.witness;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request that reached the sandbox, and what was answered.
 *
 * @param target path and query
 * @param headers by their names in lower case; the API key is left out
 * @param body up to 8192 characters of it
 * @param status the HTTP status, 0 where no answer was sent
 * @param code the code in the envelope, absent in answers without one
 * @param taskId the task that it created, or asked for
 * @param trouble the fault that befell it
 */
public record SeenRequest(Instant at, String method, String target, Map<String, String> headers, String body,
        int status,
        @Nullable Integer code, @Nullable String taskId, @Nullable String trouble) {}
