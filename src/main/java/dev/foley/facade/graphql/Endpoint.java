package dev.foley.facade.graphql;

/** Where GraphQL is served. */
final class Endpoint {
    static final String PATH = "/graphql";

    private Endpoint() {}
}
