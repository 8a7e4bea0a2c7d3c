package dev.foley.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

import com.sun.management.ThreadMXBean;

/**
 * What a stretch of calls took.
 *
 * @param calls that ended in it
 * @param nanos by the clock
 * @param cpu in nanoseconds, of all of Java's threads; compilers and collectors, whose work is not the calls' alone, do
 *            not count
 * @param allocated in bytes, by all threads
 */
public record Load(long calls, long nanos, long cpu, long allocated) {
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    public double callsPerSecond() {
        return calls * 1e9 / nanos;
    }

    public double cpuMicrosPerCall() {
        return cpu / 1e3 / calls;
    }

    public double bytesPerCall() {
        return (double) allocated / calls;
    }

    /** Keeps so many calls in flight for that long, each one that ends starting the next; fails as soon as one fails. */
    public static Load run(int inFlight, Duration duration, Supplier<? extends CompletionStage<?>> call)
            throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        return run(inFlight, calls -> System.nanoTime() - end >= 0, call);
    }

    /** {@link #run} until so many calls have ended: compilers count calls, not seconds. */
    public static void warmUp(int inFlight, long calls, Supplier<? extends CompletionStage<?>> call) throws Exception {
        run(inFlight, ended -> ended >= calls, call);
    }

    private static Load run(int inFlight, LongPredicate enough, Supplier<? extends CompletionStage<?>> call)
            throws Exception {
        Flow flow = new Flow(call, inFlight, enough);
        long began = System.nanoTime();
        long cpu = cpuSoFar();
        long allocated = allocatedSoFar();
        new Thread(flow, "load").start();
        flow.ended.await();
        Throwable failure = flow.failure.get();
        if (failure != null) {
            throw new IllegalStateException("a call failed", failure);
        }
        return new Load(flow.calls.get(), System.nanoTime() - began, cpuSoFar() - cpu,
                allocatedSoFar() - allocated);
    }

    private static long cpuSoFar() {
        return sum(THREADS.getThreadCpuTime(THREADS.getAllThreadIds()));
    }

    private static long allocatedSoFar() {
        return sum(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()));
    }

    /** Of a thread that has just ended there is -1. */
    private static long sum(long[] values) {
        return Arrays.stream(values).filter(value -> value > 0).sum();
    }

    /** Begins on a thread of its own: that of a {@code @QuarkusTest} has a request scope, which all would inherit. */
    private static final class Flow implements Runnable {
        private final int inFlight;
        private final Supplier<? extends CompletionStage<?>> call;
        private final LongPredicate enough;
        private final CountDownLatch ended;
        private final AtomicLong calls = new AtomicLong();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Flow(Supplier<? extends CompletionStage<?>> call, int inFlight, LongPredicate enough) {
            this.inFlight = inFlight;
            this.call = call;
            this.ended = new CountDownLatch(inFlight);
            this.enough = enough;
        }

        @Override
        public void run() {
            for (int i = 0; i < inFlight; i++) {
                next();
            }
        }

        private void next() {
            if (failure.get() != null || enough.test(calls.get())) {
                ended.countDown();
                return;
            }
            call.get().whenComplete((result, fault) -> {
                if (fault == null) {
                    calls.incrementAndGet();
                } else {
                    failure.compareAndSet(null, fault);
                }
                next();
            });
        }
    }
}
