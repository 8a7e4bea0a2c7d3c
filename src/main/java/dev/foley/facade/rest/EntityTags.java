package dev.foley.facade.rest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

import io.vertx.core.MultiMap;

/**
 * Conditions on a strong entity tag, as RFC 9110 has them. (What quarkus-rest evaluates takes a weak tag in If-None-Match
 * for another one.)
 */
final class EntityTags {
    /** Half a SHA-256 is as good as never the same twice. */
    private static final int BYTES = 16;

    private EntityTags() {}

    /** Of what is served as these bytes. */
    static String of(byte[] bytes) {
        try {
            return strong(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    /** @param hash of letters and digits */
    static String strong(String hash) {
        return '"' + hash + '"';
    }

    /** Whether there is an If-Match. */
    static boolean areWanted(MultiMap headers) {
        return headers.contains(HttpHeaders.IF_MATCH);
    }

    /** Fails with a 412 where If-Match asks for another one. */
    static void check(MultiMap headers, String tag) {
        if (areWanted(headers) && !names(headers.getAll(HttpHeaders.IF_MATCH), tag, false)) {
            throw new ClientErrorException(Status.PRECONDITION_FAILED);
        }
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
