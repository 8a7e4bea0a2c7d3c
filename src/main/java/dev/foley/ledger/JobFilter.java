package dev.foley.ledger;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which jobs are asked for.
 *
 * @param states any of them; empty for all
 * @param caller whose jobs, of those that the asker sees; null for everybody's
 * @param text   a part of the prompt, in capitals or not; null for any prompt
 */
public record JobFilter(Set<State> states, @Nullable String caller, @Nullable String text) {
    public JobFilter {
        states = Set.copyOf(states);
    }
}
