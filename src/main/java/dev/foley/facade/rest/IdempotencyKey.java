package dev.foley.facade.rest;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads the header {@code Idempotency-Key}: a string of structured headers (RFC 9651), in quotes, as the IETF's draft has
 * it, or bare, as most clients send it. Both spell the same key.
 */
final class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";
    /** In answers: {@code true} where the key's job was created by an earlier request. */
    static final String REPLAYED = "Idempotent-Replayed";
    /** In characters; four times the longest that anybody generates. */
    static final int LONGEST = 255;

    /** Parameters behind it say nothing yet, and are to be ignored. */
    private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*)\"(?:[ ]*;[ -~]*)?");
    private static final Pattern BARE = Pattern.compile("[!-~&&[^\",;\\\\]]+");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private IdempotencyKey() {}

    /**
     * @param headers as they came, each on a line of its own
     * @return the key; null where there is none
     * @throws BadHeaderException when there are several, or it is no key
     */
    static @Nullable String of(List<String> headers) {
        if (headers.isEmpty()) {
            return null;
        }
        if (headers.size() > 1) {
            throw bad(String.format(Locale.ROOT, "is given %d times: must be given once", headers.size()));
        }
        String key = key(headers.get(0).strip());
        if (key.isEmpty() || key.length() > LONGEST) {
            throw bad(String.format(Locale.ROOT, "has %d characters: must have 1 to %d", key.length(), LONGEST));
        }
        return key;
    }

    private static String key(String header) {
        Matcher quoted = QUOTED.matcher(header);
        if (quoted.matches()) {
            return ESCAPE.matcher(quoted.group(1)).replaceAll("$1");
        }
        if (header.isEmpty() || BARE.matcher(header).matches()) {
            return header;
        }
        throw bad(String.format(Locale.ROOT,
                "is %s: must be visible ASCII, without commas and semicolons unless in quotes", Quote.of(header)));
    }

    private static BadHeaderException bad(String message) {
        return new BadHeaderException(HEADER, message);
    }
}
