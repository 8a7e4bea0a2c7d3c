package dev.foley.facade.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.foley.ledger.Replica;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may do what, as settings have it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SecurityIT extends ProductionFixture {
    private static final String HASH = "$2y$10$" + UsersTest.CRYPT;
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static Map<String, String> basic(String user) {
        return Map.of("Authorization", "Basic " + Base64.getEncoder()
                .encodeToString((user + ":correct horse").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void itStartsOpenWhereThatIsSaid() {
        Replica replica = replica(Map.of("foley.security.anonymous", "true")).start();

        assertThat(replica.create("open", Map.of()).join().statusCode()).isEqualTo(202);
        assertThat(replica.create("behind a proxy that passes on", basic("whoever")).join().statusCode())
                .isEqualTo(202);
        assertThat(replica.log()).contains("Callers need no credentials");
        assertThat(replica.send("GET", "/q/swagger-ui/", null, Map.of()).join().statusCode()).isEqualTo(404);
    }

    @Test
    void withoutADatabaseWhoeverHasTheIdMayRead() {
        Replica replica = replica(Map.of("foley.security.users.ann.password-hash", HASH,
                "foley.security.users.bob.password-hash", HASH)).start();

        assertThat(replica.create("rain", Map.of()).join().statusCode()).isEqualTo(401);
        JsonObject job = new JsonObject(replica.create("rain", basic("ann")).join().body());
        String self = job.getJsonObject("links").getString("self");
        assertThat(replica.send("GET", self, null, Map.of()).join().statusCode()).isEqualTo(401);
        assertThat(replica.send("GET", self, null, basic("bob")).join().statusCode()).isEqualTo(200);
        assertThat(replica.send("GET", self + "/audio", null, basic("bob")).join().statusCode()).isEqualTo(200);
    }

    @Test
    void aBrowserBehindAProxyWithTlsIsToldToStayThere() {
        Replica replica = replica(Map.of("foley.security.anonymous", "true",
                "quarkus.http.proxy.proxy-address-forwarding", "true")).start();

        var answer = replica.send("GET", "/v1/sound-effects/x", null, Map.of("X-Forwarded-Proto", "https")).join();
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        assertThat(replica.send("GET", "/v1/sound-effects/x", null, Map.of()).join().headers().map())
                .doesNotContainKey("strict-transport-security");
    }

    @Test
    void tokensAreVerifiedAndNeverLoggedNotEvenAtDebug() {
        TestIssuer issuer = new TestIssuer();
        Map<String, String> settings = new HashMap<>(issuer.start());
        try {
            String url = settings.remove(TestIssuer.URL);
            var key = TestIssuer.privateKey(settings.remove(TestIssuer.KEY));
            settings.put("quarkus.log.category.\"io.quarkus.oidc\".level", "DEBUG");
            Replica replica = replica(settings).start();

            String good = TestIssuer.signed(TestIssuer.claims(url, "s"), key);
            String bad = TestIssuer.signed(TestIssuer.claims(url, "s"), TestIssuer.newKeys().getPrivate());
            assertThat(replica.create("rain", Map.of("Authorization", "Bearer " + good)).join().statusCode())
                    .isEqualTo(202);
            assertThat(replica.create("rain", Map.of("Authorization", "Bearer " + bad)).join().statusCode())
                    .isEqualTo(401);
            await().atMost(BOUND).until(() -> replica.log().contains("Invalid JWS Signature"));
            assertThat(replica.log()).doesNotContain(good.split("\\.")[1], bad.split("\\.")[1]);
        } finally {
            issuer.stop();
        }
    }
}
