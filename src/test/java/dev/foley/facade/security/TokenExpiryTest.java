package dev.foley.facade.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import dev.foley.facade.graphql.Socket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A token that has expired follows nothing any more. */
@QuarkusTest
@TestProfile(BearerTokensTest.WithIssuer.class)
class TokenExpiryTest {
    /** In seconds, as tokens have it. */
    private static final int SHORT = 2;
    private static final Duration BOUND = Duration.ofSeconds(30);

    @ConfigProperty(name = TestIssuer.URL)
    String issuer;

    @ConfigProperty(name = TestIssuer.KEY)
    String key;

    @TestHTTPResource("/")
    URI base;

    private String token(int seconds) {
        return "Bearer " + TestIssuer.signed(
                TestIssuer.claims(issuer, "brief").groups("sounds").expiresIn(seconds), TestIssuer.privateKey(key));
    }

    @Test
    void aStreamEndsWhenItDoes() throws IOException, InterruptedException {
        String job = given().header("Authorization", token(60))
                .contentType(ContentType.JSON)
                .body("{\"text\":\"long [[takes:60m]]\"}")
                .post("/v1/sound-effects")
                .then()
                .statusCode(202)
                .extract()
                .path("links.self");

        String events = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(base.resolve(job + "/events"))
                        .header("Authorization", token(SHORT))
                        .timeout(BOUND)
                        .build(), BodyHandlers.ofString())
                .body();

        assertThat(events).contains("event: state\n")
                .endsWith(
                        "event: reconnect\ndata: {\"detail\":\"The token has expired. Connect again with a new one to "
                                + "go on.\"}\n\n");
    }

    @Test
    void aWebSocketEndsWhenItDoes() {
        try (Socket socket = Socket.open("Authorization", token(SHORT))) {
            assertThat(socket.status()).isEqualTo(4401);
        }
    }
}
