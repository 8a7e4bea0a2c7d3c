package dev.foley.kie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import dev.foley.MapConfig;
import dev.foley.VirtualTime;
import dev.foley.error.MissingApiKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
    @Test
    void aKeyRotatedInItsFileIsPickedUpWithinASecond(@TempDir Path directory) throws IOException {
        VirtualTime time = new VirtualTime();
        Path file = Files.writeString(directory.resolve("key"), "first\n");
        ApiKey key = new ApiKey(MapConfig.of(ApiKey.FILE, file.toString()), time::nanoTime);
        assertThat(key.bearer()).isEqualTo("Bearer first");
        Files.writeString(file, "second\n");
        time.advance(ApiKey.GOOD_FOR);
        assertThat(key.bearer()).isEqualTo("Bearer second");
        assertThat(key.mask("second to none")).isEqualTo("*** to none");
    }

    @Test
    void aByteOrderMarkInTheFileIsNoPartOfTheKey(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "\ufeffof-file\r\n");
        assertThat(new ApiKey(MapConfig.of(ApiKey.FILE, file.toString())).bearer()).isEqualTo("Bearer of-file");
    }

    @Test
    void theFileWinsOverTheValue(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "of-file");
        assertThat(new ApiKey(MapConfig.of(Map.of(ApiKey.FILE, file.toString(), ApiKey.KEY, "of-value"))).bearer())
                .isEqualTo("Bearer of-file");
    }

    @Test
    void withoutAKeyTheErrorNamesTheWaysToGiveOne() {
        assertThatThrownBy(() -> new ApiKey(MapConfig.of(new HashMap<>())).bearer())
                .isInstanceOf(MissingApiKeyException.class)
                .hasMessageContaining("KIE_API_KEY")
                .hasMessageContaining("foley.kie.api-key")
                .hasMessageContaining("foley.kie.api-key-file");
    }

    @Test
    void anUnreadableFileIsNamed() {
        assertThatThrownBy(() -> new ApiKey(MapConfig.of(ApiKey.FILE, "no/such/file")).bearer())
                .isInstanceOf(MissingApiKeyException.class)
                .hasMessageContaining("foley.kie.api-key-file cannot be read: no/such/file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "line\nbreak", "schlüssel"})
    void aKeyThatNoHeaderCanCarryIsRefusedWithoutBeingShown(String value) {
        assertThatThrownBy(() -> new ApiKey(MapConfig.of(ApiKey.KEY, value)).bearer())
                .isInstanceOf(MissingApiKeyException.class)
                .hasMessageContaining("visible ASCII")
                .hasMessageNotContaining(value);
    }

    @Test
    void isNeverPrinted() {
        assertThat(new ApiKey(MapConfig.of(ApiKey.KEY, "sk-secret")).toString()).doesNotContain("sk-secret");
    }
}
