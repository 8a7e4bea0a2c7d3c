package dev.foley.facade.rest;

import java.util.Arrays;
import java.util.List;

import jakarta.ws.rs.core.HttpHeaders;

import io.vertx.core.MultiMap;

/**
 * Conditions on a strong entity tag, as RFC 9110 has them. (What quarkus-rest evaluates takes a weak tag in If-None-Match
 * for another one.)
 */
final class EntityTags {
    private EntityTags() {}

    /** @param hash of letters and digits */
    static String strong(String hash) {
        return '"' + hash + '"';
    }

    /** Whether If-Match asks for another one. */
    static boolean anotherIsWanted(MultiMap headers, String tag) {
        List<String> wanted = headers.getAll(HttpHeaders.IF_MATCH);
        return !wanted.isEmpty() && !names(wanted, tag, false);
    }

    /** Whether If-None-Match says that it is there already. */
    static boolean isKnown(MultiMap headers, String tag) {
        return names(headers.getAll(HttpHeaders.IF_NONE_MATCH), tag, true);
    }

    private static boolean names(List<String> headers, String tag, boolean weakly) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .map(named -> weakly && named.startsWith("W/") ? named.substring(2) : named)
                .anyMatch(named -> named.equals("*") || named.equals(tag));
    }
}
