package dev.foley.facade;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.foley.WithoutDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

/** Foley under a root path, which is fixed when it is built: the table of routes holds there. */
@QuarkusTest
@TestProfile(RootPathTest.UnderRootPath.class)
class RootPathTest {
    public static class UnderRootPath extends WithoutDatabase {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("quarkus.http.root-path", "/foley");
            settings.put("foley.security.anonymous", "false");
            settings.put("foley.security.users.ann.password-hash",
                    "$2y$10$abcdefghijklmnopqrstuu23JPZtHcGhwXSF41f93o/7vBdDut3Xu");
            return settings;
        }
    }

    private static io.restassured.specification.RequestSpecification ann() {
        return given().auth().preemptive().basic("ann", "correct horse");
    }

    @Test
    void whatIsPublicIsPublicAndAllElseIsNot() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/v1/credits").then().statusCode(401);
        given().get("/callbacks/graphql").then().statusCode(401);
        given().header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .get("/q/health/graphql")
                .then()
                .statusCode(401);
        // Ann is known, and no administrator.
        ann().get("/v1/credits").then().statusCode(403);
    }

    @Test
    void aMethodThatIsNotAllowedIsToldThoseThatAre() {
        ann().put("/v1/sound-effects/x").then().statusCode(405).header("Allow", equalTo("DELETE, GET, HEAD, OPTIONS"));
        ann().post("/q/health").then().statusCode(405).header("Allow", equalTo("GET, HEAD"));
    }

    @Test
    void onlyBatchesMayBeLarge() {
        String large = String.format(Locale.ROOT, "{\"text\":\"%s\"}", "a".repeat(70_000));

        ann().contentType(ContentType.JSON).body(large).post("/v1/sound-effects").then().statusCode(413);
        ann().contentType(ContentType.JSON).body(large).post("/v1/sound-effects/batch").then().statusCode(422);
    }

    @Test
    void pagesOfExtensionsMayScriptInlineAndNothingElseMay() {
        given().get("/q/swagger-ui/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("script-src 'self' 'unsafe-inline'"));
        ann().get("/").then().statusCode(200).header("Content-Security-Policy", not(containsString("unsafe-inline")));
    }

    @Test
    void metricsAreTaggedWithThePathsOfTheTable() {
        ann().get("/v1/sound-effects/some-id");
        given().get("/v1/made-up");

        given().get("/q/metrics")
                .then()
                .body(allOf(containsString("uri=\"/v1/sound-effects/{id}\""), containsString("uri=\"/UNKNOWN\""),
                        not(containsString("made-up")), not(containsString("some-id"))));
    }
}
