package dev.foley.sandbox.http;

import java.util.Arrays;

/** The errors of kie.ai with the texts that were seen or are documented ("what the API page does not say", 1). */
enum Refusals {
    /** A query that names no task. */
    NO_TASK_ID(400, "taskId parameter is required"),
    /** A body that is no JSON object. */
    BAD_REQUEST(400, "Invalid request parameters: the body is not a JSON object"),
    /** No key, or a wrong one. */
    NO_ACCESS(401, "You do not have access permissions"),
    /** The balance is gone. */
    NO_CREDITS(402, "Credits insufficient"),
    /** A path that is none of the API's. */
    NOT_FOUND(404, "Not found"),
    /** A path of the API with another method. */
    NO_SUCH_METHOD(405, "Method not allowed"),
    /** The model said nothing for ten minutes. */
    UPSTREAM_SILENT(408, "Upstream service did not respond in time"),
    /** A body beyond {@link Router#LARGEST_BODY}. */
    TOO_LARGE(413, "Request body too large"),
    /** Another content type, which only a strict sandbox minds. */
    NO_JSON(415, "Content-Type must be application/json"),
    /** A task that nobody knows. */
    UNKNOWN_TASK(422, "recordInfo is null"),
    /** A URL to be renewed that is none of the sandbox's. */
    WRONG_URL(422, "url is wrong"),
    /** Another model, or none. */
    UNKNOWN_MODEL(422,
            """
            The model name you specified is not supported. Please verify your input and use one of the supported \
            models provided by KIE."""),
    /** Beyond a rate limit. */
    TOO_OFTEN(429, "Your call frequency is too high. Please try again later."),
    /** Beyond the cap of a sub-key. */
    KEY_LIMIT(433, "The usage limit of this API key has been reached"),
    /** kie.ai is being maintained. */
    MAINTENANCE(455, "Service unavailable: the system is currently undergoing maintenance"),
    /** Any exception at submit. */
    SERVER(500, "Server exception, please try again later"),
    /** A create without a prompt. */
    NO_TEXT(500, "text is required"),
    /** A create without an input. */
    NO_FIELD(500, "This field is required"),
    /** The model failed. */
    GENERATION_FAILED(501, "Generation Failed"),
    /** The feature is switched off. */
    DISABLED(505, "Feature disabled");

    private static final String ANY = "Sandbox error on demand";

    private final int code;
    private final String text;

    Refusals(int code, String text) {
        this.code = code;
        this.text = text;
    }

    int code() {
        return code;
    }

    String text() {
        return text;
    }

    /** The text that comes with a code that was asked for. */
    static String textOf(int code) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.code == code)
                .map(refusal -> refusal == UNKNOWN_TASK ? "Parameter validation failed" : refusal.text)
                .findFirst()
                .orElse(ANY);
    }
}
