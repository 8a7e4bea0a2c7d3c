package dev.foley.sandbox.fault;

import java.time.Duration;

/** What may go wrong with the answer to one call. */
public sealed interface Trouble {

    /** A refusal in kie.ai's envelope; nothing else happens. */
    record Refusal(int code, boolean httpStatus) implements Trouble {}

    /** The call is carried out, and answered with that code in the envelope. */
    record Denied(int code) implements Trouble {}

    /** A gateway's HTML page in place of an answer; nothing else happens. */
    record Html(int status) implements Trouble {}

    /** The edge's 403 with the text {@code error code: 1010}; nothing else happens. */
    record Edge() implements Trouble {}

    /** The call is carried out; its answer ends half way. */
    record Cut() implements Trouble {}

    /** The call is carried out; its answer comes this much later. */
    record Slow(Duration delay) implements Trouble {}

    /** The connection is reset: before anything happens, or once the call is carried out. */
    record Reset(boolean carriedOut) implements Trouble {}

    /** The call is carried out; its answer never comes, and the connection stays open until the client gives up. */
    record Lost() implements Trouble {}

    /** A media URL answers 403 until it is renewed through {@code download-url}. */
    record Expired() implements Trouble {}

    /** Whether the call has its effect, whatever becomes of the answer. */
    default boolean carriesOut() {
        return this instanceof Cut || this instanceof Slow || this instanceof Lost || this instanceof Denied
                || this instanceof Reset reset && reset.carriedOut();
    }
}
