package dev.foley.facade.rest;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a sender wrote, fit to be shown again: one line, well-formed, and short. */
final class Quote {
    private static final int LONGEST = 60;
    /** Line breaks, and characters that are invisible or turn the direction of what follows. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private Quote() {}

    static String of(String text) {
        return '"' + plain(text) + '"';
    }

    static String plain(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        String wellFormed = new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return INVISIBLE.matcher(wellFormed).replaceAll("\uFFFD");
    }
}
