package dev.foley.facade.metrics;

import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.foley.facade.security.Routes;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Keeps what strangers send out of the tags of metrics, each value of which is a time series for good: {@code uri} is the
 * path as the table of routes has it, and requests with a method that HTTP does not define are not counted.
 */
@Singleton
class RouteTags {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
            "TRACE", "CONNECT");
    private static final String REQUESTS = "http.server.requests";

    private final Routes routes;

    RouteTags(Routes routes) {
        this.routes = routes;
    }

    /** First of all, for requests that are refused are counted, too. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::tag);
    }

    private void tag(RoutingContext exchange) {
        HttpRequestMetric metric = HttpRequestMetric.getRequestMetric(exchange);
        if (metric != null) {
            metric.setTemplatePath(routes.at(exchange).path());
        }
        exchange.next();
    }

    /** Denied, and not renamed: Micrometer remembers each name that a filter changes. */
    @Produces
    @Singleton
    static MeterFilter knownMethods() {
        return MeterFilter.deny(meter -> meter.getName().equals(REQUESTS) && !METHODS.contains(meter.getTag("method")));
    }
}
