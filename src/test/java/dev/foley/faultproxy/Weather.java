package dev.foley.faultproxy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

import dev.foley.faultproxy.Fault.Kind;

/** Which fault befalls which request: by chance, and for the same seed the same ones in the same order. Thread-safe. */
public final class Weather {
    /** A thousand requests meet so many of each kind; all others pass unharmed. */
    private static final Map<Kind, Integer> PER_THOUSAND = new EnumMap<>(Map.of(Kind.LATE, 100, Kind.SLOW, 60,
            Kind.UNSENT, 20, Kind.UNHEARD, 10, Kind.UNANSWERED, 20, Kind.SILENT, 10, Kind.CUT, 60));
    private static final int LATEST_MILLIS = 300;
    private static final int LOWEST_RATE = 64 << 10;
    /** Headers end before the first kilobyte, and most sounds before the last. */
    private static final int[] CUTS = {1, 200, 1 << 10, 8 << 10, 64 << 10};

    private final Random random;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private boolean calm;

    public Weather(long seed) {
        random = new Random(seed);
    }

    /** From now on all goes well. */
    public synchronized void calm() {
        calm = true;
    }

    synchronized Fault next() {
        return calm ? Fault.NONE : fault(kind(random.nextInt(1000)));
    }

    private static Kind kind(int chance) {
        int left = chance;
        for (var one : PER_THOUSAND.entrySet()) {
            left -= one.getValue();
            if (left < 0) {
                return one.getKey();
            }
        }
        return Kind.NONE;
    }

    private Fault fault(Kind kind) {
        int bytes = 1 + random.nextInt(CUTS[random.nextInt(CUTS.length)]);
        int millis = 1 + random.nextInt(LATEST_MILLIS);
        int rate = LOWEST_RATE * (1 + random.nextInt(4));
        boolean abrupt = random.nextBoolean();
        return switch (kind) {
            case LATE -> new Fault(kind, 0, millis, 0, false);
            case SLOW -> new Fault(kind, 0, 0, rate, false);
            case CUT -> new Fault(kind, bytes, 0, 0, abrupt);
            case UNSENT, UNHEARD, UNANSWERED -> new Fault(kind, 0, 0, 0, abrupt);
            case NONE, SILENT -> new Fault(kind, 0, 0, 0, false);
        };
    }

    synchronized void happened(Kind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    /** How often each fault has come about. */
    @Override
    public synchronized String toString() {
        return counts.toString();
    }
}
