package dev.foley.facade.graphql;

import static dev.foley.facade.graphql.Engine.error;
import static dev.foley.facade.graphql.Engine.post;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import dev.foley.WithoutDatabase;
import graphql.introspection.IntrospectionQuery;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** GraphQL as production has it. */
@QuarkusTest
@TestProfile(ClosedSchemaTest.AsInProduction.class)
class ClosedSchemaTest {
    @Test
    void theSchemaIsNotTold() {
        error(post(IntrospectionQuery.INTROSPECTION_QUERY), "INTROSPECTION_DISABLED");
        given().get("/graphql/schema.graphql").then().statusCode(404);
    }

    @Test
    void thereIsNoUi() {
        given().get("/q/graphql-ui/").then().statusCode(404);
    }

    @Test
    void documentsAreServed() {
        post("{ __typename }").then().statusCode(200).body("data.__typename", equalTo("Query"));
    }

    /** The setting that production starts with. */
    public static class AsInProduction implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("foley.graphql.introspection", "false", WithoutDatabase.SETTING, "false");
        }
    }
}
