package dev.foley.facade.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foley.facade.security.Route.Kind;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final long LARGEST = 3200 << 10;

    private final Routes routes = routes("/", true);

    private static Routes routes(String root, boolean all) {
        return new Routes(root, new MemorySize(java.math.BigInteger.valueOf(LARGEST)), all, all, all);
    }

    @ParameterizedTest
    @CsvSource({"/v1/sound-effects,/v1/sound-effects", "/v1/sound-effects/,/v1/sound-effects",
            "/v1/sound-effects/batch,/v1/sound-effects/batch", "/v1/sound-effects/x,/v1/sound-effects/{id}",
            "/v1/sound-effects/x/audio,/v1/sound-effects/{id}/audio", "/callbacks/x,/callbacks/{jobId}", "/,/",
            "/page/app.js,/page/*", "/q/swagger-ui/,/q/swagger-ui/*", "/graphql,/graphql"})
    void aPathIsFoundInTheTable(String path, String row) {
        assertThat(routes.at(path).path()).isEqualTo(row);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/v1", "/v1/sound-effects/x/y", "/v1/sound-effects//events", "/callbacks",
            "/callbacks/",
            "/callbacks/x/graphql", "/q/health/graphql", "/q/metrics/x", "/graphql/", "/graphql/graphql", "/graphqlx",
            "/x/graphql", "/V1/sound-effects", "/callbacks/x;/y", "/q"})
    void whatIsNotInTheTableIsUnknownAndForCallersAlone(String path) {
        Route route = routes.at(path);

        // The empty path is that of the root.
        if (!path.isEmpty()) {
            assertThat(route.kind()).isEqualTo(Kind.UNKNOWN);
        }
        assertThat(route.isPublic(HttpMethod.GET)).isFalse();
    }

    @Test
    void pathsAreFoundUnderARootPathAndNowhereElse() {
        for (String root : new String[]{"/foley", "foley", "/foley/"}) {
            Routes under = routes(root, true);

            assertThat(under.at("/foley/graphql").kind()).isEqualTo(Kind.GRAPHQL);
            assertThat(under.at("/foley/v1/sound-effects/batch").bodyLimit()).isEqualTo(LARGEST);
            assertThat(under.at("/foley").kind()).isEqualTo(Kind.PAGE);
            assertThat(under.at("/graphql").kind()).isEqualTo(Kind.UNKNOWN);
            assertThat(under.at("/foleyx/q/health").kind()).isEqualTo(Kind.UNKNOWN);
        }
    }

    @Test
    void onlyBatchesMayBeLarge() {
        assertThat(routes.at("/v1/sound-effects/batch").bodyLimit()).isEqualTo(LARGEST);
        assertThat(routes.at("/x/v1/sound-effects/batch").bodyLimit()).isEqualTo(64 << 10);
        assertThat(routes.at("/callbacks/x").bodyLimit()).isEqualTo(16 << 10);
    }

    @Test
    void aCallbackMayBePostedByAnybodyAndNothingElse() {
        Route callback = routes.at("/callbacks/x");

        assertThat(callback.isPublic(HttpMethod.POST)).isTrue();
        assertThat(callback.isPublic(HttpMethod.GET)).isFalse();
        assertThat(callback.allow()).isEqualTo("POST");
    }

    @Test
    void pagesOfExtensionsAreKeptApartFromItsOwn() {
        assertThat(routes.at("/q/swagger-ui/index.html").kind()).isEqualTo(Kind.USER_INTERFACE);
        assertThat(routes.at("/q/graphql-ui/").kind()).isEqualTo(Kind.USER_INTERFACE);
    }

    @Test
    void whatIsTurnedOffIsNotThere() {
        Routes production = routes("/", false);

        for (String path : new String[]{"/", "/index.html", "/page/app.js", "/q/swagger-ui/", "/q/graphql-ui/",
                "/graphql/schema.graphql"}) {
            assertThat(production.at(path).kind()).as(path).isEqualTo(Kind.UNKNOWN);
        }
        assertThat(production.at("/q/openapi").isPublic(HttpMethod.GET)).isFalse();
    }
}
