package dev.foley.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/** Contestants are measured in turn, round after round, so that what befalls the machine befalls all of them. */
public final class Rounds {
    private Rounds() {}

    /**
     * @param rounds that count; one more goes before them, to warm up
     * @return what each contestant's rounds gave, in the order of the contestants
     */
    public static <T> Map<String, List<T>> interleave(int rounds, Map<String, Callable<T>> contestants)
            throws Exception {
        Map<String, List<T>> measured = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (var contestant : contestants.entrySet()) {
                T result = contestant.getValue().call();
                if (round > 0) {
                    measured.computeIfAbsent(contestant.getKey(), name -> new ArrayList<>()).add(result);
                }
            }
        }
        return measured;
    }

    /** @param rounds at least one; of an even number, the upper of the two in the middle */
    public static <T> double median(Collection<T> rounds, ToDoubleFunction<T> figure) {
        return rounds.stream().mapToDouble(figure).sorted().skip(rounds.size() / 2).findFirst().orElseThrow();
    }
}
