package dev.foley.facade.graphql;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The media types of answers, and what the specification of GraphQL over HTTP has for each. */
enum ResponseType {
    /** What clients get who name none. */
    GRAPHQL_RESPONSE("graphql-response+json", 400),
    /** With this type clients cannot tell a 400 of Foley's from one of a proxy's, so that errors of documents are 200. */
    JSON("json", 200);

    private final String subtype;
    private final int statusOfErrors;

    ResponseType(String subtype, int statusOfErrors) {
        this.subtype = subtype;
        this.statusOfErrors = statusOfErrors;
    }

    /** The one that the client likes best; empty where it takes none of them. */
    static Optional<ResponseType> of(RoutingContext exchange) {
        List<MIMEHeader> accepted = exchange.parsedHeaders().accept();
        return accepted.isEmpty()
                ? Optional.of(GRAPHQL_RESPONSE)
                : accepted.stream().map(ResponseType::of).flatMap(Optional::stream).findFirst();
    }

    private static Optional<ResponseType> of(MIMEHeader accepted) {
        if (accepted.weight() == 0 || !isUtf8(accepted)) {
            return Optional.empty();
        }
        if ("*".equals(accepted.component()) || isApplication("*", accepted)) {
            return Optional.of(GRAPHQL_RESPONSE);
        }
        return Stream.of(values()).filter(known -> isApplication(known.subtype, accepted)).findFirst();
    }

    /** Whether a body of that type is JSON as clients of GraphQL send it. */
    static boolean isJson(@Nullable MIMEHeader type) {
        return type != null && isUtf8(type) && isApplication(JSON.subtype, type);
    }

    private static boolean isApplication(String subtype, MIMEHeader type) {
        return "application".equalsIgnoreCase(type.component()) && subtype.equalsIgnoreCase(type.subComponent());
    }

    /** To be asked first: Vert.x parses a header when its parameters are read, and not when its type is. */
    private static boolean isUtf8(MIMEHeader type) {
        return isUtf8(type.parameter("charset"));
    }

    /** In any spelling; JSON is in UTF-8 where none is named. */
    private static boolean isUtf8(@Nullable String charset) {
        try {
            return charset == null || Charset.forName(charset.replace("\"", "")).equals(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    String header() {
        return "application/" + subtype + "; charset=UTF-8";
    }

    /** The status of an answer without data to a request that holds a document. */
    int statusOfErrors() {
        return statusOfErrors;
    }
}
