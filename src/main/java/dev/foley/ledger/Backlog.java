package dev.foley.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The jobs that have not ended.
 *
 * @param jobs     how many there are, for each of {@link #STATES}
 * @param queueAge how long ago the oldest job in the queue was created; zero for an empty queue
 */
public record Backlog(Map<State, Long> jobs, Duration queueAge) {
    /** Those that a job does not end in, or should not. */
    public static final List<State> STATES = List.of(State.QUEUED, State.SUBMITTING, State.GENERATING, State.FETCHING,
            State.UNCERTAIN);
}
