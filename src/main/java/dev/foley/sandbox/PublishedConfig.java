package dev.foley.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;
import org.jspecify.annotations.Nullable;

/**
 * Points the client of the application at the sandbox while it runs, through the keys that one would set by hand. Empty at all
 * other times.
 */
public final class PublishedConfig implements ConfigSourceProvider {

    static final String URL = "quarkus.rest-client.kie.url";
    static final String API_KEY = "foley.kie.api-key";
    static final String ALLOW_HTTP = "foley.download.allow-http";

    /** Any key that is not blank will do for the sandbox. */
    private static final String ANY_KEY = "sandbox";
    /** Above the defaults of libraries, 100, and below what applications set, 250 and more. */
    private static final int BELOW_APPLICATIONS = 200;
    /**
     * Above everything: a key is only published while none is set, and "none" may have been said with an empty value, in any
     * source.
     */
    private static final int ABOVE_ALL = 1000;

    private static final AtomicReference<String> SANDBOX_URL = new AtomicReference<>("");

    static void publish(String url) {
        SANDBOX_URL.set(url);
    }

    static void withdraw() {
        SANDBOX_URL.set("");
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ClassLoader forClassLoader) {
        return List.of(new Source("Foley sandbox", BELOW_APPLICATIONS, Set.of(URL, ALLOW_HTTP)),
                new Source("Foley sandbox key", ABOVE_ALL, Set.of(API_KEY)));
    }

    private record Source(String name, int ordinal, Set<String> keys) implements ConfigSource {

        private Map<String, String> published() {
            String url = SANDBOX_URL.get();
            return url.isEmpty() ? Map.of() : Map.of(URL, url, ALLOW_HTTP, "true", API_KEY, ANY_KEY);
        }

        @Override
        public String getName() { return name; }

        @Override
        public int getOrdinal() { return ordinal; }

        @Override
        public Set<String> getPropertyNames() { return published().isEmpty() ? Set.of() : keys; }

        @Override
        public @Nullable String getValue(String propertyName) {
            return keys.contains(propertyName) ? published().get(propertyName) : null;
        }
    }
}
