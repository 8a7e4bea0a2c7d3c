package dev.foley.sandbox.http;

import java.util.ArrayDeque;
import java.util.Deque;

/** Lets a number in at a time; the others wait their turn, first come, first served. To be used on one event loop. */
final class Gate {

    private final int width;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int inside;

    Gate(int width) {
        this.width = width;
    }

    /** Runs {@code visit} as soon as there is room; it must be followed by one {@link #leave()}. */
    void enter(Runnable visit) {
        if (inside < width) {
            inside++;
            visit.run();
        } else {
            waiting.addLast(visit);
        }
    }

    void leave() {
        Runnable next = waiting.pollFirst();
        if (next == null) {
            inside--;
        } else {
            next.run();
        }
    }
}
