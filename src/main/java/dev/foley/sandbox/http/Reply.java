package dev.foley.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An answer, before anything goes wrong with it.
 *
 * @param status of HTTP
 * @param code in kie.ai's envelope, absent in answers without one
 */
record Reply(int status, String contentType, byte[] body, @Nullable Integer code) {

    private static final String JSON = "application/json;charset=UTF-8";
    private static final int OK = 200;
    private static final int FIRST_ERROR = 400;
    private static final int LAST_ERROR = 599;

    /** A success in the envelope. */
    static Reply success(JsonNode data) {
        ObjectNode envelope = Json.object().put("code", OK).put("msg", "success");
        envelope.set("data", data);
        return new Reply(OK, JSON, bytes(Json.write(envelope)), OK);
    }

    /**
     * An error in the envelope. The one for a bad key was seen without {@code data}, the others with null.
     *
     * @param asHttpStatus whether the code is the HTTP status too, in place of 200
     */
    static Reply refusal(int code, String text, boolean asHttpStatus) {
        ObjectNode envelope = Json.object().put("code", code).put("msg", text);
        if (code != Refusals.NO_ACCESS.code()) {
            envelope.putNull("data");
        }
        boolean isStatus = code >= FIRST_ERROR && code <= LAST_ERROR;
        return new Reply(asHttpStatus && isStatus ? code : OK, JSON, bytes(Json.write(envelope)), code);
    }

    static Reply refusal(Refusals refusal, boolean asHttpStatus) {
        return refusal(refusal.code(), refusal.text(), asHttpStatus);
    }

    /** JSON without an envelope. */
    static Reply json(int status, JsonNode body) {
        return new Reply(status, JSON, bytes(Json.write(body)), null);
    }

    static Reply text(int status, String text) {
        return new Reply(status, "text/plain;charset=UTF-8", bytes(text), null);
    }

    /** What a gateway answers for a server that is away. */
    static Reply html(int status) {
        String page = String.format(Locale.ROOT, """
                                                 <html>
                                                 <head><title>%1$d</title></head>
                                                 <body>
                                                 <center><h1>%1$d</h1></center>
                                                 <hr><center>sandbox</center>
                                                 </body>
                                                 </html>
                                                 """, status);
        return new Reply(status, "text/html", bytes(page), null);
    }

    /** What the edge answers to a client that it does not like the look of. */
    static Reply edge() {
        return text(403, "error code: 1010");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
