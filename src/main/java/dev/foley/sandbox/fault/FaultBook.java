package dev.foley.sandbox.fault;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which faults were asked for, by whom: standing orders for all tasks or for some prompts, and markers in the prompts
 * themselves. Thread-safe.
 */
public final class FaultBook {

    /** Prompts whose counted markers are remembered; the oldest go first. */
    private static final int MOST_COUNTED_PROMPTS = 10_000;

    private final List<Order> orders = new ArrayList<>();
    private final Map<String, Integer> createsByPrompt = new LinkedHashMap<>();

    /** A fault that waits for prompts with this text. */
    private static final class Order {

        private final String text;
        private final Fault fault;
        private int creates;

        Order(String text, Fault fault) {
            this.text = text;
            this.fault = fault;
        }

        boolean concerns(String prompt) {
            return prompt.contains(text);
        }
    }

    /**
     * Lets this befall every task from now on; {@code create:…*3} befalls the next three creates.
     *
     * @param fault in the words of {@link FaultParser}
     */
    public void onEvery(String... fault) {
        on("", fault);
    }

    /** Lets this befall every task from now on whose prompt contains {@code text}. */
    public synchronized void on(String text, String... faults) {
        for (String fault : faults) {
            orders.add(new Order(text, FaultParser.parse(fault)));
        }
    }

    /** Forgets all orders; markers go on working. */
    public synchronized void clear() {
        orders.clear();
        createsByPrompt.clear();
    }

    /**
     * The faults of a task with this prompt.
     *
     * @throws IllegalArgumentException if a marker in it means nothing
     */
    public synchronized Script scriptFor(String prompt) {
        List<Fault> faults = new ArrayList<>(FaultParser.markersIn(prompt));
        orders.stream().filter(order -> order.concerns(prompt)).map(order -> order.fault).forEach(faults::add);
        return new Script(faults);
    }

    /**
     * What goes wrong with this create, which is counted.
     *
     * @throws IllegalArgumentException if a marker in the prompt means nothing
     */
    public synchronized Optional<Trouble> onCreate(String prompt) {
        Optional<Trouble> marked = onMarkedCreate(prompt);
        return marked.isPresent() ? marked : onOrderedCreate(prompt);
    }

    private Optional<Trouble> onMarkedCreate(String prompt) {
        List<Fault> markers = FaultParser.markersIn(prompt);
        if (markers.stream().noneMatch(Fault.Create.class::isInstance)) {
            return Optional.empty();
        }
        int left = createsByPrompt.merge(prompt, 1, Integer::sum) - 1;
        forgetOldPrompts();
        for (Fault fault : markers) {
            if (fault instanceof Fault.Create create) {
                if (left < create.times()) {
                    return Optional.of(create.trouble());
                }
                left -= create.times();
            }
        }
        return Optional.empty();
    }

    private void forgetOldPrompts() {
        Iterator<String> oldest = createsByPrompt.keySet().iterator();
        while (createsByPrompt.size() > MOST_COUNTED_PROMPTS) {
            oldest.next();
            oldest.remove();
        }
    }

    private Optional<Trouble> onOrderedCreate(String prompt) {
        for (Order order : orders) {
            if (order.fault instanceof Fault.Create create && order.concerns(prompt)
                    && order.creates < create.times()) {
                order.creates++;
                return Optional.of(create.trouble());
            }
        }
        return Optional.empty();
    }
}
