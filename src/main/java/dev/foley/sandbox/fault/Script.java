package dev.foley.sandbox.fault;

import java.util.List;
import java.util.Optional;

/**
 * The faults of one task, in the order in which they were asked for.
 */
public record Script(List<Fault> faults) {

    public Script {
        faults = List.copyOf(faults);
    }

    /** The first fault of a kind. */
    public <F extends Fault> Optional<F> find(Class<F> kind) {
        return faults.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** What goes wrong with the query that {@code earlier} others came before. */
    public Optional<Trouble> onQuery(int earlier) {
        int left = earlier;
        for (Fault fault : faults) {
            if (fault instanceof Fault.Query query) {
                if (left < query.times()) {
                    return Optional.of(query.trouble());
                }
                left -= query.times();
            }
        }
        return Optional.empty();
    }

    /** What goes wrong with the fetch that {@code earlier} others came before. */
    public Optional<Trouble> onMedia(int earlier) {
        int left = earlier;
        for (Fault fault : faults) {
            if (fault instanceof Fault.Media media) {
                if (left < media.times()) {
                    return Optional.of(media.trouble());
                }
                left -= media.times();
            }
        }
        return Optional.empty();
    }

    /** All that goes wrong with the callback. */
    public List<CallbackTrouble> onCallback() {
        return faults.stream()
                .filter(Fault.Callback.class::isInstance)
                .map(fault -> ((Fault.Callback) fault).trouble())
                .toList();
    }
}
