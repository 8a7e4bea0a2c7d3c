package dev.foley.facade.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.foley.facade.security.Route.Access;
import dev.foley.facade.security.Route.Kind;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The table of routes, and the only place where paths are matched. Access policy, body limits, {@code Allow}, WebSocket
 * upgrades, the tags of metrics and the page read it. What is not in it is not there.
 */
@Singleton
public class Routes {
    /** The longest valid request is a text of 5000 characters, each written as an escape of six: 30 KB; twice that. */
    private static final long ONE_REQUEST = 64 << 10;
    /** A callback has a record of some KB; Foley reads the task's id in it. */
    private static final long CALLBACK = 16 << 10;
    private static final Set<HttpMethod> READ = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<HttpMethod> REST_READ = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<HttpMethod> REST_POST = Set.of(HttpMethod.POST, HttpMethod.OPTIONS);
    private static final Route UNKNOWN = new Route("/UNKNOWN", Kind.UNKNOWN, Set.of(), Access.CALLERS, ONE_REQUEST);

    private record Row(Route route, String[] segments) {
        boolean matches(String[] asked) {
            boolean open = segments[segments.length - 1].equals("*");
            int fixed = open ? segments.length - 1 : segments.length;
            if (open ? asked.length < fixed : asked.length != fixed) {
                return false;
            }
            for (int i = 0; i < fixed; i++) {
                if (segments[i].startsWith("{") ? asked[i].isEmpty() : !segments[i].equals(asked[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    private final String root;
    private final List<Row> table;

    Routes(@ConfigProperty(name = "quarkus.http.root-path", defaultValue = "/") String rootPath,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody,
            @ConfigProperty(name = "foley.page.enabled", defaultValue = "false") boolean page,
            @ConfigProperty(name = "foley.ui.enabled") boolean swaggerUi,
            @ConfigProperty(name = "foley.graphql.introspection") boolean schema) {
        String inner = rootPath.replaceAll("^/+|/+$", "");
        this.root = inner.isEmpty() ? "" : '/' + inner;
        this.table = table(largestBody.asLongValue(), page, swaggerUi, schema).stream()
                .map(route -> new Row(route, segments(route.path())))
                .toList();
    }

    /** The first row that fits counts. */
    private static List<Route> table(long largestBody, boolean page, boolean swaggerUi, boolean schema) {
        long one = Math.min(ONE_REQUEST, largestBody);
        List<Route> rows = new ArrayList<>(List.of(
                // A job's id may be "batch", as far as the path goes.
                rest("/v1/sound-effects/batch", Set.of(HttpMethod.POST, HttpMethod.GET, HttpMethod.HEAD,
                        HttpMethod.DELETE, HttpMethod.OPTIONS), largestBody),
                rest("/v1/sound-effects", Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.OPTIONS),
                        one),
                rest("/v1/sound-effects/{id}", Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE,
                        HttpMethod.OPTIONS), one),
                rest("/v1/sound-effects/{id}/audio", REST_READ, one),
                rest("/v1/sound-effects/{id}/events", REST_READ, one),
                rest("/v1/sound-effects/{id}/cancel", REST_POST, one),
                rest("/v1/sound-effects/{id}/retry", REST_POST, one),
                rest("/v1/credits", REST_READ, one),
                rest("/v1/costs", REST_READ, one),
                new Route("/graphql", Kind.GRAPHQL, REST_POST, Access.CALLERS, one),
                // Verified where they arrive: kie.ai has no credentials.
                new Route("/callbacks/{jobId}", Kind.CALLBACK, Set.of(HttpMethod.POST), Access.PUBLIC, CALLBACK),
                // Probes and scrapers have no credentials.
                management("/q/health", Access.PUBLIC),
                management("/q/health/live", Access.PUBLIC),
                management("/q/health/ready", Access.PUBLIC),
                management("/q/health/started", Access.PUBLIC),
                management("/q/health/well", Access.PUBLIC),
                management("/q/metrics", Access.PUBLIC),
                // Swagger UI is loaded without credentials, and shows it.
                management("/q/openapi", swaggerUi ? Access.PUBLIC : Access.CALLERS)));
        if (swaggerUi) {
            rows.add(userInterface("/q/swagger-ui/*"));
        }
        if (schema) {
            // GraphQL UI asks for the schema with its reader's credentials.
            rows.add(userInterface("/q/graphql-ui/*"));
            rows.add(management("/graphql/schema.graphql", Access.CALLERS));
        }
        if (page) {
            rows.add(page("/"));
            rows.add(page("/index.html"));
            rows.add(page("/page/*"));
        }
        if (LaunchMode.current().isDev()) {
            // Dev UI, whose paths are Quarkus' own.
            rows.add(new Route("/q/*", Kind.DEV_UI, Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST),
                    Access.CALLERS, largestBody));
        }
        return List.copyOf(rows);
    }

    private static Route rest(String path, Set<HttpMethod> methods, long bodyLimit) {
        return new Route(path, Kind.REST, methods, Access.CALLERS, bodyLimit);
    }

    private static Route management(String path, Access access) {
        return new Route(path, Kind.MANAGEMENT, READ, access, ONE_REQUEST);
    }

    private static Route userInterface(String path) {
        return new Route(path, Kind.USER_INTERFACE, READ, Access.PUBLIC, ONE_REQUEST);
    }

    private static Route page(String path) {
        return new Route(path, Kind.PAGE, READ, Access.CALLERS, ONE_REQUEST);
    }

    /** What is asked for; of the kind {@link Kind#UNKNOWN} where the table has no such path. */
    public Route at(RoutingContext exchange) {
        try {
            return at(exchange.normalizedPath());
        } catch (IllegalArgumentException malformed) {
            return UNKNOWN;
        }
    }

    /**
     * A slash at the end makes no difference, but for GraphQL: WebSockets are opened at exactly its path.
     *
     * @param path with the root path, without dot segments
     */
    public Route at(String path) {
        if (!path.startsWith(root) || !path.startsWith("/", root.length()) && path.length() > root.length()) {
            return UNKNOWN;
        }
        String[] segments = segments(path.substring(root.length()));
        return table.stream()
                .filter(row -> row.matches(segments))
                .map(Row::route)
                .filter(route -> route.kind() != Kind.GRAPHQL || !path.endsWith("/"))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static String[] segments(String path) {
        return (path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1);
    }

    /** Whether a WebSocket may be opened there, as far as the path goes. */
    public boolean opensWebSockets(RoutingContext exchange) {
        return at(exchange).kind() == Kind.GRAPHQL;
    }
}
