package dev.foley.facade.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * Asks for every route of the running application, and for paths that resemble one, as each kind of caller. A role is
 * required.
 */
@QuarkusTest
@TestProfile(BearerTokensTest.WithIssuer.class)
class RouteAccessTest {
    /** What anybody may ask for, by method. Everything else takes credentials, whether it is there or not. */
    private static final Map<String, Pattern> PUBLIC = Map.of(
            "POST", Pattern.compile("/callbacks/[^/]+/?"),
            // Swagger UI and GraphQL UI are served in test mode.
            "GET", Pattern.compile("(/q/health(/(live|ready|started|well))?|/q/metrics|/q/openapi)/?"
                    + "|/q/(swagger|graphql)-ui(/.*)?"));
    private static final List<String> SUFFIXES = List.of("", "/", "/graphql", "//graphql", "/x", "x", ".json",
            ";a=/graphql", "%2Fgraphql", "?/graphql");
    /** Resolved by the server to another path, which is looked up in place of the one that was sent. */
    private static final String UP = "/%2e%2e/graphql";
    private static final List<String> AS = List.of("GET", "POST", "upgrade");
    private static final int SWITCHED = 101;
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final int BOUND = 30_000;

    /** Keeps the router for the test. */
    @Singleton
    static class RunningRouter {
        private Router router;

        void keep(@Observes Router started) {
            router = started;
        }

        Set<String> paths() {
            return paths("", router);
        }

        private static Set<String> paths(String parent, Router router) {
            Set<String> paths = new TreeSet<>();
            for (Route route : router.getRoutes()) {
                if (route.getPath() != null) {
                    String path = parent + route.getPath();
                    paths.add(path);
                    if (route.getSubRouter() != null) {
                        paths.addAll(paths(path.replaceAll("/$", ""), route.getSubRouter()));
                    }
                }
            }
            return paths;
        }
    }

    @Inject
    RunningRouter router;

    @Inject
    BeanManager beans;

    @ConfigProperty(name = TestIssuer.URL)
    String issuer;

    @ConfigProperty(name = TestIssuer.KEY)
    String key;

    /** Those of Vert.x, and those that quarkus-rest serves behind a single one of these. */
    private Set<String> routes() {
        Set<String> paths = router.paths();
        beans.getBeans(Object.class, Any.Literal.INSTANCE)
                .stream()
                .map(bean -> (Class<?>) bean.getBeanClass())
                .filter(type -> !type.isInterface() && type.isAnnotationPresent(Path.class))
                .forEach(type -> {
                    String base = type.getAnnotation(Path.class).value();
                    for (Method method : type.getDeclaredMethods()) {
                        Path path = method.getAnnotation(Path.class);
                        paths.add(path == null ? base : base + path.value());
                    }
                });
        assertThat(paths).contains("/graphql", "/q/metrics", "/v1/sound-effects/{id}/events", "/callbacks/{jobId}");
        return paths;
    }

    /** As sent, and as the server resolves it. */
    private static Map<String, String> variants(String route) {
        String path = route.replaceAll("\\{\\w+}|:\\w+|\\*", "00000000-0000-4000-8000-000000000000")
                .replaceAll("(?<=.)/+$", "");
        Map<String, String> variants = new LinkedHashMap<>();
        for (String suffix : SUFFIXES) {
            variants.put(path + suffix, (path + suffix).replaceAll("\\?.*", "").replaceAll("/+", "/"));
        }
        variants.put(path + UP, path.replaceAll("/[^/]*$", "") + "/graphql");
        // Vert.x finds no path in it, and answers 400.
        variants.remove("//");
        variants.put("/x" + path, ("/x" + path).replaceAll("/+", "/"));
        return variants;
    }

    private Map<String, String> callers() {
        PrivateKey signer = TestIssuer.privateKey(key);
        Map<String, String> callers = new LinkedHashMap<>();
        callers.put("nobody", "");
        callers.put("a stranger", bearer(TestIssuer.signed(
                TestIssuer.claims(issuer, "s").groups("sounds"), TestIssuer.newKeys().getPrivate())));
        callers.put("a caller without the role", bearer(TestIssuer.signed(TestIssuer.claims(issuer, "s"), signer)));
        // The account's balance is for administrators.
        callers.put("a caller", bearer(TestIssuer.signed(
                TestIssuer.claims(issuer, "s").groups(Set.of("sounds", "admin")), signer)));
        return callers;
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    @Test
    void nobodyGetsInAnywhereWithoutTheRightCredentials() {
        Map<String, String> callers = callers();
        List<String> wrong = new ArrayList<>();
        for (String route : routes()) {
            variants(route).forEach((sent, resolved) -> AS.forEach(as -> callers.forEach((caller, header) -> {
                int status = ask(as, sent, header);
                if (!isRight(as, sent, resolved, caller, status)) {
                    wrong.add(as + ' ' + sent + " by " + caller + " is answered " + status);
                }
            })));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nothingThatStrangersSendBecomesATagOfAMetric() {
        ask("GET", "/made-up/1", "");
        ask("GET", "/v1/sound-effects/made-up-2", "");
        ask("MADEUP3", "/q/health", "");

        assertThat(given().get("/q/metrics").asString()).contains("uri=\"/UNKNOWN\"")
                .contains("uri=\"/v1/sound-effects/{id}\"")
                .doesNotContainIgnoringCase("made-up", "madeup");
    }

    private static boolean isRight(String as, String sent, String path, String caller, int status) {
        boolean upgrade = as.equals("upgrade");
        boolean open = PUBLIC.get(upgrade ? "GET" : as).matcher(path).matches();
        boolean in = status != UNAUTHENTICATED && status != FORBIDDEN;
        boolean switched = status == SWITCHED;
        return switch (caller) {
            case "nobody" -> !switched && (open ? in : status == UNAUTHENTICATED);
            // Credentials that do not hold may be refused where none are needed.
            case "a stranger" -> !switched && (status == UNAUTHENTICATED || open && in);
            case "a caller without the role" -> !switched && (open ? in : status == FORBIDDEN);
            default -> in && (switched ? upgrade && path.equals("/graphql") : !upgrade || !sent.equals("/graphql"));
        };
    }

    /** The status of the answer to exactly this line, which an HTTP client might change. */
    private static int ask(String as, String path, String header) {
        String head = as.equals("upgrade")
                ? "GET " + path
                        + " HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n"
                : as + ' ' + path + " HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(BOUND);
            socket.getOutputStream()
                    .write((head + "Host: foley\r\n" + header + "\r\n").getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
            return Integer.parseInt(Stream.of(status.split(" ")).skip(1).findFirst().orElseThrow());
        } catch (IOException e) {
            throw new IllegalStateException(as + ' ' + path, e);
        }
    }
}
