package dev.foley.faultproxy;

/**
 * What befalls one request and its answer.
 *
 * @param bytes of the answer that pass before it is cut
 * @param millis that each piece of the answer comes late
 * @param rate bytes a second, at most; 0 for any
 * @param abrupt whether a connection that is broken off is reset; else it is closed in an orderly way
 */
record Fault(Kind kind, int bytes, int millis, int rate, boolean abrupt) {
    enum Kind {
        /** All goes well. */
        NONE,
        /** The answer comes late. */
        LATE,
        /** The answer trickles. */
        SLOW,
        /** The connection breaks before the last byte of the request. */
        UNSENT,
        /** The connection breaks after the last byte of the request, which reaches nobody. */
        UNHEARD,
        /** The request arrives, and the connection breaks in place of an answer. */
        UNANSWERED,
        /** The request arrives, and nobody ever says anything again. */
        SILENT,
        /** The answer breaks off. */
        CUT
    }

    static final Fault NONE = new Fault(Kind.NONE, 0, 0, 0, false);

    /** How long a piece of that many bytes is held up, in milliseconds. */
    long delay(int length) {
        return millis + (rate == 0 ? 0 : 1000L * length / rate);
    }
}
