package dev.foley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/** Where figures were taken. */
final class Machine {
    private Machine() {}

    static String describe() {
        long memory = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return String.format(Locale.ROOT, "%d cores of %s, %d GB, %s, JDK %s",
                Runtime.getRuntime().availableProcessors(), processor(),
                memory >> 30, System.getProperty("os.name"), Runtime.version());
    }

    /** By its name in Linux's {@code /proc/cpuinfo}, or by its architecture. */
    private static String processor() {
        Path cpus = Path.of("/proc/cpuinfo");
        if (!Files.exists(cpus)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(cpus)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst("[^:]*:\\s*", ""))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
