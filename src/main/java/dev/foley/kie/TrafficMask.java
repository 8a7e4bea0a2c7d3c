package dev.foley.kie;

import java.util.Arrays;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import org.jspecify.annotations.Nullable;

/**
 * Masks the Authorization header in what Quarkus' REST client logs of its traffic, where that is turned on. Quarkus masks
 * headers from 3.33 on, and only those that are configured.
 */
@ApplicationScoped
class TrafficMask implements Filter {
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i)\\b(Authorization=)(?:Bearer )?[^\\s,\\]]+");

    private final Logger traffic = Logger
            .getLogger("org.jboss.resteasy.reactive.client.logging.DefaultClientLogger");
    private @Nullable Filter next;

    void install(@Observes StartupEvent start) {
        next = traffic.getFilter();
        traffic.setFilter(this);
    }

    @PreDestroy
    void remove() {
        traffic.setFilter(next);
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line.getParameters() != null) {
            line.setParameters(Arrays.stream(line.getParameters())
                    .map(value -> value instanceof String text ? masked(text) : value)
                    .toArray());
        } else if (line.getMessage() != null) {
            line.setMessage(masked(line.getMessage()));
        }
        return next == null || next.isLoggable(line);
    }

    private static String masked(String text) {
        return AUTHORIZATION.matcher(text).replaceAll("$1***");
    }
}
