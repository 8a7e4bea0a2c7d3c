package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftOverDatabaseTest {
    @TempDir
    Path data;

    private void running(long pid) throws IOException {
        Files.writeString(data.resolve("postmaster.pid"), pid + "\n" + data + "\n1795562968\n34379\n/tmp\nlocalhost\n");
    }

    private String port(String profile, Map<String, String> values) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withProfile(profile)
                .withSources(new PropertiesConfigSource(values, "test", 250))
                .withSources(new LeftOverDatabase())
                .build()
                .getConfigValue(LeftOverDatabase.PORT)
                .getValue();
    }

    private Map<String, String> here() {
        return Map.of("%dev." + LeftOverDatabase.DATA, data.toString());
    }

    @Test
    void aDatabaseThatStillRunsIsLookedForAtItsPort() throws IOException {
        running(ProcessHandle.current().pid());
        assertThat(port("dev", here())).isEqualTo("34379");
        assertThat(port("dev", Map.of(LeftOverDatabase.DATA, data.toString(), LeftOverDatabase.PORT, "1")))
                .as("what is set wins")
                .isEqualTo("1");
    }

    @Test
    void whatADeadOneLeftBehindIsOfNoInterest() throws Exception {
        Process dead = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        dead.waitFor();
        running(dead.pid());
        assertThat(port("dev", here())).isNull();
    }

    @Test
    void aHalfWrittenFileAndNoneAreOfNoInterest() throws IOException {
        assertThat(port("dev", here())).isNull();
        Files.writeString(data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n");
        assertThat(port("dev", here())).isNull();
    }

    @Test
    void itIsForDevModeAlone() throws IOException {
        running(ProcessHandle.current().pid());
        assertThat(port("prod", Map.of(LeftOverDatabase.DATA, data.toString()))).isNull();
    }
}
