package dev.foley.facade;

import java.util.Locale;

/** What was asked for needs a memory, and Foley runs without one. */
public final class NeedsDatabaseException extends JobException {
    /** @param what in the plural, to begin a sentence with */
    public NeedsDatabaseException(String what) {
        super(String.format(Locale.ROOT, "%s need a database, and this Foley runs without one. Nothing was done.",
                what));
    }
}
