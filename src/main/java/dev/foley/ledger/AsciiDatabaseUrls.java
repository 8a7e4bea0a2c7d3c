package dev.foley.ledger;

import java.util.Set;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * Writes the digits of database URLs in ASCII. The embedded PostgreSQL of dev and test mode formats its port by the default
 * locale, in other digits where that is Persian or Arabic, and no driver reads those.
 */
public final class AsciiDatabaseUrls implements ConfigSourceInterceptor {
    private static final Set<String> URLS = Set.of(OneDatabaseUrl.JDBC, OneDatabaseUrl.REACTIVE);

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        return value == null || value.getValue() == null || !URLS.contains(name)
                ? value
                : value.withValue(ascii(value.getValue()));
    }

    static String ascii(String url) {
        StringBuilder ascii = new StringBuilder(url);
        for (int i = 0; i < ascii.length(); i++) {
            if (Character.isDigit(ascii.charAt(i))) {
                ascii.setCharAt(i, Character.forDigit(Character.digit(ascii.charAt(i), 10), 10));
            }
        }
        return ascii.toString();
    }
}
