package dev.foley.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

/**
 * What another process needs: of a JVM the heap that is left after a collection, of an executable the memory that it
 * resides in, which Linux tells.
 */
final class HeapGauge {
    private final long pid;
    private final boolean isNative;
    private final List<Long> samples = new ArrayList<>();

    HeapGauge(long pid, boolean isNative) {
        this.pid = pid;
        this.isNative = isNative;
    }

    void sample() {
        try {
            samples.add(isNative ? resident() : heap());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long heap() throws IOException {
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(agent()))) {
            MemoryMXBean memory = ManagementFactory.getPlatformMXBean(connector.getMBeanServerConnection(),
                    MemoryMXBean.class);
            memory.gc();
            return memory.getHeapMemoryUsage().getUsed();
        }
    }

    private String agent() throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    private long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))
                .stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
    }

    /** The median of the first third of the samples, in bytes. */
    long early() {
        return median(samples.subList(0, samples.size() / 3));
    }

    /** The median of the last third, in bytes. */
    long late() {
        return median(samples.subList(samples.size() - samples.size() / 3, samples.size()));
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** All of them, in MB. */
    @Override
    public String toString() {
        return samples.stream().map(bytes -> bytes >> 20).toList() + " MB";
    }
}
