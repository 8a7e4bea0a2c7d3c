package dev.foley.facade.security;

import java.util.Set;

import io.vertx.core.http.HttpMethod;

/**
 * One row of the table of routes.
 *
 * @param path      from the root of the application; {@code {id}} stands for one segment, and {@code *} at the end for any
 *                  number of them
 * @param methods   that are allowed; others are answered with 405
 * @param access    who may ask
 * @param bodyLimit the most bytes that a body may have
 */
public record Route(String path, Kind kind, Set<HttpMethod> methods, Access access, long bodyLimit) {
    /** What is there. */
    public enum Kind {
        REST,
        /** Also opens WebSockets, and is the only kind that does. */
        GRAPHQL,
        /** A file of the page. */
        PAGE,
        CALLBACK,
        /** Health, metrics, descriptions of the API. */
        MANAGEMENT,
        /** Swagger UI and GraphQL UI. */
        USER_INTERFACE,
        /** What Quarkus adds in dev mode. */
        DEV_UI,
        /** Nothing: not in the table. */
        UNKNOWN
    }

    /** Who may ask. */
    public enum Access {
        /** Anybody, without credentials. */
        PUBLIC,
        /** Callers, as {@link CallerRules} has it. */
        CALLERS
    }

    public Route {
        methods = Set.copyOf(methods);
    }

    public boolean isPublic(HttpMethod method) {
        return access == Access.PUBLIC && methods.contains(method);
    }

    /** The value of the {@code Allow} header. */
    public String allow() {
        return String.join(", ", methods.stream().map(HttpMethod::name).sorted().toList());
    }
}
