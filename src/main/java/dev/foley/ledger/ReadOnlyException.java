package dev.foley.ledger;

/** The database takes no writes: it is a standby, or has become one. */
final class ReadOnlyException extends RuntimeException {
    ReadOnlyException() {
        super("the database is read-only");
    }
}
