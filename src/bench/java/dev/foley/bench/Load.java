package dev.foley.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * What a stretch of calls took.
 *
 * @param calls that ended in it
 * @param nanos by the clock
 * @param cpu in nanoseconds, of the whole process
 * @param allocated in bytes, by all threads
 */
public record Load(long calls, long nanos, long cpu, long allocated) {
    private static final OperatingSystemMXBean SYSTEM = ManagementFactory
            .getPlatformMXBean(OperatingSystemMXBean.class);
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
        Flow flow = new Flow(call, inFlight, System.nanoTime() + duration.toNanos());
        long began = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        long allocated = allocatedSoFar();
        for (int i = 0; i < inFlight; i++) {
            flow.next();
        }
        flow.ended.await();
        Throwable failure = flow.failure.get();
        if (failure != null) {
            throw new IllegalStateException("a call failed", failure);
        }
        return new Load(flow.calls.get(), System.nanoTime() - began, SYSTEM.getProcessCpuTime() - cpu,
                allocatedSoFar() - allocated);
    }

    private static long allocatedSoFar() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    private static final class Flow {
        private final Supplier<? extends CompletionStage<?>> call;
        private final long end;
        private final CountDownLatch ended;
        private final AtomicLong calls = new AtomicLong();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Flow(Supplier<? extends CompletionStage<?>> call, int inFlight, long end) {
            this.call = call;
            this.ended = new CountDownLatch(inFlight);
            this.end = end;
        }

        void next() {
            if (failure.get() != null || System.nanoTime() - end >= 0) {
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
