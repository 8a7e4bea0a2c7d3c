package dev.foley.facade;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import dev.foley.WithoutDatabase;
import graphql.introspection.IntrospectionQuery;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The packaged application in production mode, where there is no sandbox. */
@QuarkusIntegrationTest
@TestProfile(PackagedFacadeIT.WithoutKey.class)
class PackagedFacadeIT {
    /** Whatever the machine's environment has. */
    public static class WithoutKey implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("foley.kie.api-key", " ", WithoutDatabase.SETTING, "false",
                    "foley.security.anonymous", "true");
        }
    }

    @Test
    void withoutAKeyItStartsAndSaysWhatIsMissing() {
        given().get("/v1/sound-effects/281e5b0c4f9d4a7e8b1a2c3d4e5f39b9")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/missing-api-key"))
                .body("detail", containsString("KIE_API_KEY"));
    }

    @Test
    void aRequestIsReadFieldByField() {
        given().contentType(ContentType.JSON)
                .body("{\"text\":\"\",\"duration_seconds\":5}")
                .post("/v1/sound-effects")
                .then()
                .statusCode(422)
                .body("violations[0].field", equalTo("text"))
                .body("violations[1].message", equalTo("is unknown: did you mean durationSeconds?"));
    }

    @Test
    void theSchemaOfGraphQlIsTheOperatorsToShow() {
        document(IntrospectionQuery.INTROSPECTION_QUERY)
                .body("errors[0].extensions.code", equalTo("INTROSPECTION_DISABLED"));
        given().get("/graphql/schema.graphql").then().statusCode(404);
        given().get("/q/graphql-ui/").then().statusCode(404);
        document("{ __typename }").statusCode(200).body("data.__typename", equalTo("Query"));
    }

    private static ValidatableResponse document(String text) {
        return given().contentType(ContentType.JSON)
                .body(new JsonObject().put("query", text).encode())
                .post("/graphql")
                .then();
    }

    @Test
    void thePageIsNotThereUnlessItIsEnabled() {
        for (String path : new String[]{"/", "/index.html", "/page/app.js"}) {
            given().get(path).then().statusCode(404).body("type", equalTo("/problems/not-found"));
        }
    }
}
