package dev.foley.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;
import org.jspecify.annotations.Nullable;

/**
 * Points the client of the application at the sandbox while it runs, through the keys that one would set by hand.
 * Empty at all other times.
 */
public final class PublishedConfig implements ConfigSourceProvider {

    static final String URL = "quarkus.rest-client.kie.url";
    static final String API_KEY = "foley.kie.api-key";
    static final String ALLOW_HTTP = "foley.download.allow-http";

    /** Any key that is not blank will do for the sandbox. */
    private static final String ANY_KEY = "sandbox";
    /** Above the defaults of libraries, 100, and below what applications set, 250 and more. */
    private static final int BELOW_APPLICATIONS = 200;
    /** Above everything: for the key alone, and only where some source says with an empty value that there is none. */
    private static final int ABOVE_ALL = 1000;

    private static final AtomicReference<Map<String, String>> SETTINGS = new AtomicReference<>(Map.of());
    private static final AtomicReference<Map<String, String>> OVERRIDES = new AtomicReference<>(Map.of());

    static void publish(String url) {
        SETTINGS.set(Map.of(URL, url, ALLOW_HTTP, "true", API_KEY, ANY_KEY));
    }

    /** Gives the client a key though the application says that there is none. */
    static void overrideEmptyKey() {
        OVERRIDES.set(Map.of(API_KEY, ANY_KEY));
    }

    static void withdraw() {
        SETTINGS.set(Map.of());
        OVERRIDES.set(Map.of());
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ClassLoader forClassLoader) {
        return List.of(new Source("Foley sandbox", BELOW_APPLICATIONS, SETTINGS),
                new Source("Foley sandbox, in place of an empty key", ABOVE_ALL, OVERRIDES));
    }

    private record Source(String name, int ordinal, AtomicReference<Map<String, String>> settings)
            implements
                ConfigSource {

        @Override
        public String getName() { return name; }

        @Override
        public int getOrdinal() { return ordinal; }

        @Override
        public Set<String> getPropertyNames() { return settings.get().keySet(); }

        @Override
        public @Nullable String getValue(String propertyName) {
            return settings.get().get(propertyName);
        }
    }
}
