package dev.foley.facade.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;

/** Refusals as callers see them. */
final class Problems {
    private Problems() {}

    static ValidatableResponse unauthenticated(Response answer) {
        return problem(answer, 401, "unauthenticated");
    }

    static ValidatableResponse problem(Response answer, int status, String type) {
        assertThat(answer.asString()).as("no stack trace, no class name")
                .doesNotContain("Exception", "\tat ", "dev.foley", "io.quarkus");
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .header("X-Content-Type-Options", "nosniff")
                .body("type", equalTo("/problems/" + type))
                .body("status", equalTo(status));
    }
}
