package dev.foley.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Dev mode that was killed leaves its PostgreSQL running, and a second one cannot start on the same data. So the next dev
 * mode looks for it at the port where it still is, works with it, and ends it.
 */
public final class LeftOverDatabase implements ConfigSourceFactory {
    static final String DATA = "quarkus.embedded.postgresql.data.dir";
    static final String PORT = "quarkus.embedded.postgresql.port";

    /** Below what anybody sets. */
    private static final int ORDINAL = 100;
    // The lines of postmaster.pid
    private static final int PID = 0;
    private static final int PORT_LINE = 3;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue directory = context.getValue(DATA);
        if (!context.getProfiles().contains("dev") || directory == null || directory.getValue() == null) {
            return List.of();
        }
        Path file = Path.of(directory.getValue(), "postmaster.pid");
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.size() > PORT_LINE && isAlive(lines.get(PID))
                    ? List.of(new PropertiesConfigSource(Map.of(PORT, lines.get(PORT_LINE).strip()), file.toString(),
                            ORDINAL))
                    : List.of();
        } catch (IOException e) {
            // It is just ending.
            return List.of();
        }
    }

    private static boolean isAlive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid.strip())).filter(ProcessHandle::isAlive).isPresent();
    }
}
