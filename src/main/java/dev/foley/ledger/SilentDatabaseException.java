package dev.foley.ledger;

import java.time.Duration;

/** Nothing has been heard of a statement: what was to be written may have been written all the same. */
final class SilentDatabaseException extends RuntimeException {
    SilentDatabaseException(Duration silence) {
        super("the database has not answered for " + silence);
    }
}
