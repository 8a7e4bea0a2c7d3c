package dev.foley.ledger;

import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;

/** Tells a database that is out of reach, or going down or coming up, from one that refuses what it was asked. */
public final class DatabaseOutage {
    /** PostgreSQL's classes of errors: of the connection, of resources, and by an operator's intervention. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57");
    private static final String READ_ONLY = "25006";
    /** What the pool fails with, which has no class of its own. */
    private static final Set<String> POOL = Set.of("Timeout", "Timeout waiting for connection");
    /** What a closed connection fails with, and a pool that was closed because another one took its place. */
    private static final Set<String> CLOSED = Set.of("Connection is not active now, current status: CLOSED",
            "Pool closed");
    /** Deep enough for any wrapping; a bound, for causes can form a cycle. */
    private static final int DEPTH = 10;

    private DatabaseOutage() {}

    /** Whether what the ledger failed with is one. What was to be written may have been written all the same. */
    public static boolean isBehind(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .limit(DEPTH)
                .anyMatch(DatabaseOutage::isOne);
    }

    /** Whether the server takes no writes, as one that is no longer the primary. */
    static boolean isReadOnly(Throwable fault) {
        return fault instanceof ReadOnlyException
                || fault instanceof PgException refusal && READ_ONLY.equals(refusal.getSqlState());
    }

    /** Whether no connection of the pool became free. */
    static boolean isOfPool(Throwable fault) {
        return POOL.contains(String.valueOf(fault.getMessage()));
    }

    private static boolean isOne(Throwable fault) {
        return isReadOnly(fault)
                || fault instanceof SilentDatabaseException
                || fault instanceof IOException
                || fault instanceof ClosedConnectionException
                || isOfPool(fault)
                || CLOSED.contains(String.valueOf(fault.getMessage()))
                || fault instanceof PgException refusal
                        && CLASSES.contains(String.valueOf(refusal.getSqlState()).substring(0, 2));
    }
}
