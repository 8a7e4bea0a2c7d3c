package dev.foley.sandbox.http;

import java.util.Arrays;

/** The errors of kie.ai with the texts that were seen or are documented ("what the API page does not say", 1). */
enum Refusals {

    NO_TASK_ID(400, "taskId parameter is required"), BAD_REQUEST(400,
            "Invalid request parameters: the body is not a JSON object"), NO_ACCESS(401,
                    "You do not have access permissions"), NO_CREDITS(402, "Credits insufficient"), NOT_FOUND(404,
                            "Not found"), NO_SUCH_METHOD(405, "Method not allowed"), UPSTREAM_SILENT(408,
                                    "Upstream service did not respond in time"), TOO_LARGE(413,
                                            "Request body too large"), NO_JSON(415,
                                                    "Content-Type must be application/json"), UNKNOWN_TASK(422,
                                                            "recordInfo is null"), WRONG_URL(422,
                                                                    "url is wrong"), UNKNOWN_MODEL(422,
                                                                            "The model name you specified is not supported. Please verify your input and use one of the "
                                                                                    + "supported models provided by KIE."), TOO_OFTEN(
                                                                                            429,
                                                                                            "Your call frequency is too high. Please try again later."), KEY_LIMIT(
                                                                                                    433,
                                                                                                    "The usage limit of this API key has been reached"), MAINTENANCE(
                                                                                                            455,
                                                                                                            "Service unavailable: the system is currently undergoing maintenance"), SERVER(
                                                                                                                    500,
                                                                                                                    "Server exception, please try again later"), NO_TEXT(
                                                                                                                            500,
                                                                                                                            "text is required"), NO_FIELD(
                                                                                                                                    500,
                                                                                                                                    "This field is required"), GENERATION_FAILED(
                                                                                                                                            501,
                                                                                                                                            "Generation Failed"), DISABLED(
                                                                                                                                                    505,
                                                                                                                                                    "Feature disabled");

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
