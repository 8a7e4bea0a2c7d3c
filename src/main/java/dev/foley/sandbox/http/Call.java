package dev.foley.sandbox.http;

import java.util.Locale;
import java.util.Optional;

import io.vertx.core.MultiMap;

/**
 * A request that has arrived in full.
 *
 * @param path without the query
 */
record Call(String method, String path, MultiMap parameters, MultiMap headers, byte[] body) {

    private static final String SCHEME = "Bearer ";

    /** The API key, if there is one that is not blank. */
    Optional<String> apiKey() {
        return Optional.ofNullable(headers.get("Authorization"))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip())
                .filter(key -> !key.isEmpty());
    }

    /** A parameter of the query, if it is there and not blank. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    boolean saysJson() {
        String type = headers.get("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
    }
}
