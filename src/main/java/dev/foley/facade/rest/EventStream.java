package dev.foley.facade.rest;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;

import dev.foley.facade.Job;
import dev.foley.facade.Micros;
import org.jspecify.annotations.Nullable;

/**
 * What one client is told of a job, as Server-Sent Events. No more is kept for it than the connection's own queue: a
 * client that leaves that full is told so in a last event, and dropped. (By hand, for quarkus-rest's {@code Multi} of events
 * waits for each write: it could neither tell nor drop a client that does not read, and sends 200 before the job is found.)
 */
final class EventStream {
    /** The connection to the client. */
    interface Wire {
        /** Whether the client has not taken what was written before. */
        boolean isFull();

        void write(String text);

        /** Ends well. */
        void end();

        /** Breaks off. */
        void reset();
    }

    /** Clients come back after that many milliseconds. */
    private static final String GREETING = "retry: 3000\n\n";
    private static final String BEAT = ": still there\n\n";
    private static final String RECONNECT = "event: reconnect\ndata: {\"detail\":\"%s\"}\n\n";
    private static final String REMOVED = "event: removed\ndata: {}\n\n";
    private static final String DROPPED = "event: dropped\n"
            + "data: {\"detail\":\"You did not read for too long. Connect again to go on from where the job is then.\"}\n\n";

    private final Wire wire;
    private final Function<Job, String> json;
    private @Nullable String last;
    private @Nullable String farewell;
    private boolean begun;
    private boolean ended;
    private boolean dropped;

    /**
     * @param json without line breaks
     * @param last the id of the last event that the client has; null for none
     */
    EventStream(Wire wire, Function<Job, String> json, @Nullable String last) {
        this.wire = wire;
        this.json = json;
        this.last = last;
    }

    /** Of the event that tells of this state of the job: the time of the change, which the database's clock gave. */
    static String idOf(Job job) {
        Instant changed = job.updatedAt();
        return changed == null ? "" : String.valueOf(Micros.of(changed));
    }

    synchronized void begin() {
        begun = true;
        wire.write(GREETING);
        if (farewell != null) {
            reconnect(farewell);
        }
    }

    /** Nothing is told. */
    synchronized void headOnly() {
        end();
    }

    synchronized void changed(Job job) {
        if (ended) {
            return;
        }
        String id = idOf(job);
        boolean end = job.state().isFinal();
        if (!id.equals(last) && taken()) {
            last = id;
            wire.write(String.format(Locale.ROOT, "id: %s\nevent: %s\ndata: %s\n\n", id, end ? "end" : "state",
                    json.apply(job)));
        }
        if (end && !dropped) {
            end();
        }
    }

    /** Nothing will change any more: the job has ended, or is gone. */
    synchronized void completed() {
        if (!ended) {
            wire.write(REMOVED);
            end();
        }
    }

    /** What is followed cannot be followed any more: where something was told, the client will come back for the rest. */
    synchronized void failed() {
        if (!ended && begun) {
            wire.reset();
        }
        ended = true;
    }

    /** It has been long enough: the client will come back, and go on from the last event that it has. */
    synchronized void pause() {
        if (begun && !ended) {
            end();
        }
    }

    /**
     * Ends it with an event that says why, for its client to connect again, as EventSource does by itself; before it has begun,
     * as soon as it begins. A client that does not read is not waited for.
     *
     * @param detail needs no escape in JSON
     */
    synchronized void reconnect(String detail) {
        if (!begun) {
            farewell = detail;
        } else if (dropped || !ended && wire.isFull()) {
            ended = true;
            dropped = false;
            wire.reset();
        } else if (!ended) {
            wire.write(String.format(Locale.ROOT, RECONNECT, detail));
            end();
        }
    }

    /** Time for a sign of life; and for an end, where the last one was not taken. */
    synchronized void beat() {
        if (dropped) {
            leave();
        } else if (!ended && taken()) {
            wire.write(BEAT);
        }
    }

    private boolean taken() {
        if (!wire.isFull()) {
            return true;
        }
        ended = true;
        dropped = true;
        wire.write(DROPPED);
        return false;
    }

    /** A beat after the last event: whoever has read it by then ends well. */
    private void leave() {
        dropped = false;
        if (wire.isFull()) {
            wire.reset();
        } else {
            wire.end();
        }
    }

    private void end() {
        ended = true;
        wire.end();
    }
}
