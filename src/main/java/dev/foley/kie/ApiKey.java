package dev.foley.kie;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.foley.error.MissingApiKeyException;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The API key, read anew once a second, so that a key rotated in its file or its config source is picked up.
 * Never printed: {@link #toString()} has none of it, and {@link #mask} takes it out of what others say.
 */
@ApplicationScoped
public class ApiKey {
    static final String KEY = "foley.kie.api-key";
    static final String FILE = "foley.kie.api-key-file";
    /** What editors of Windows begin a file with. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String MASK = "***";
    /** Characters of a key that no word holds by chance; kie.ai's have 32. */
    private static final int UNMISTAKABLE = 12;

    /** To read one setting costs more than to write a request: some dozen sources are asked for it. */
    static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final Config config;
    private final LongSupplier nanoTime;
    private volatile @Nullable Found found;

    @Inject
    ApiKey(Config config) {
        this(config, System::nanoTime);
    }

    ApiKey(Config config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
    }

    /**
     * The Authorization header's value.
     *
     * @throws MissingApiKeyException when no key is configured, or it has characters that no header can carry
     */
    String bearer() {
        String key = find().orElseThrow(() -> new MissingApiKeyException(
                String.format(Locale.ROOT, "no API key: set KIE_API_KEY, or %s, or %s to a file that holds it", KEY,
                        FILE)));
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new MissingApiKeyException(
                    String.format(Locale.ROOT, "the API key is not valid: %s may hold visible ASCII characters only",
                            KEY));
        }
        return "Bearer " + key;
    }

    /**
     * {@code text} without the key that was last used, should it repeat it. Reads nothing, so it never fails: what is masked
     * may be the answer to a payment.
     */
    String mask(String text) {
        Found last = found;
        return last == null ? text : last.key().map(key -> mask(text, key)).orElse(text);
    }

    /** A short one may stand in a word by chance. */
    private static String mask(String text, String key) {
        return key.length() >= UNMISTAKABLE
                ? text.replace(key, MASK)
                : text.replaceAll("(?<!\\w)" + Pattern.quote(key) + "(?!\\w)", MASK);
    }

    private Optional<String> find() {
        Found last = found;
        long now = nanoTime.getAsLong();
        if (last == null || now - last.nanos() >= GOOD_FOR.toNanos()) {
            last = new Found(read(), now);
            found = last;
        }
        return last.key();
    }

    /** The file wins over the value: whoever names a file means it. */
    private Optional<String> read() {
        Optional<String> file = config.getOptionalValue(FILE, String.class).filter(s -> !s.isBlank());
        return file.map(ApiKey::contents)
                .or(() -> config.getOptionalValue(KEY, String.class))
                .map(String::strip)
                .filter(key -> !key.isEmpty());
    }

    /** A few dozen bytes from a mounted Secret, that is from memory: no reason to leave the event loop. */
    private static String contents(String file) {
        try {
            return Files.readString(Path.of(file)).replace(BYTE_ORDER_MARK, "");
        } catch (IOException | RuntimeException e) {
            throw new MissingApiKeyException(String.format(Locale.ROOT, "%s cannot be read: %s", FILE, file), e);
        }
    }

    @Override
    public String toString() {
        return MASK;
    }

    /** What was read, and when. */
    private record Found(Optional<String> key, long nanos) {}
}
