package dev.foley.kie;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.error.MissingApiKeyException;
import org.eclipse.microprofile.config.Config;

/**
 * The API key, read anew for each request, so that a key rotated in its file or its config source is picked up.
 * Never printed: {@link #toString()} has none of it, and {@link #mask} takes it out of what others say.
 */
@ApplicationScoped
public class ApiKey {
    static final String KEY = "foley.kie.api-key";
    static final String FILE = "foley.kie.api-key-file";
    private static final String MASK = "***";

    private final Config config;

    ApiKey(Config config) {
        this.config = config;
    }

    /**
     * The Authorization header's value.
     *
     * @throws MissingApiKeyException when no key is configured, or it has characters that no header can carry
     */
    String bearer() {
        String key = find().orElseThrow(() -> new MissingApiKeyException(
                "no API key: set KIE_API_KEY, or %s, or %s to a file that holds it".formatted(KEY, FILE)));
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new MissingApiKeyException(
                    "the API key is not valid: %s may hold visible ASCII characters only".formatted(KEY));
        }
        return "Bearer " + key;
    }

    /** {@code text} without the key, should it repeat it. */
    String mask(String text) {
        return find().map(key -> text.replace(key, MASK)).orElse(text);
    }

    /** The file wins over the value: whoever names a file means it. */
    private Optional<String> find() {
        Optional<String> file = config.getOptionalValue(FILE, String.class).filter(s -> !s.isBlank());
        return file.map(ApiKey::read)
                .or(() -> config.getOptionalValue(KEY, String.class))
                .map(String::strip)
                .filter(key -> !key.isEmpty());
    }

    /** A few dozen bytes from a mounted Secret, that is from memory: no reason to leave the event loop. */
    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | RuntimeException e) {
            throw new MissingApiKeyException("%s cannot be read: %s".formatted(FILE, file), e);
        }
    }

    @Override
    public String toString() {
        return MASK;
    }
}
