package dev.foley.facade.rest;

import dev.foley.facade.Problem;
import dev.foley.facade.ProblemType;

/** The problems that HTTP itself has a status for. */
final class HttpProblems {
    private HttpProblems() {}

    static boolean covers(int status) {
        return status >= 400 && status < 500;
    }

    /** @param status a client error; one that has no problem of its own is a bad request */
    static Problem of(int status) {
        return switch (status) {
            case 404 -> Problem.of(ProblemType.NOT_FOUND, "The API begins at /v1/sound-effects.");
            case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, "The Allow header lists those that are.");
            case 406 -> Problem.of(ProblemType.NOT_ACCEPTABLE,
                    "Sound effects are application/json, their audio is audio/*.");
            case 412 -> Problem.of(ProblemType.PRECONDITION_FAILED, "Its ETag is not among those of If-Match.");
            case 413 -> Problem.of(ProblemType.BODY_TOO_LARGE,
                    "It is larger than any valid request; a text has at most 5000 characters.");
            case 417 ->
                Problem.of(ProblemType.EXPECTATION_FAILED, "The only expectation that can be met is 100-continue.");
            case 415 -> Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send it as Content-Type: application/json.");
            default -> Problem.of(ProblemType.BAD_REQUEST, "Its path, its query or a header is malformed.");
        };
    }
}
