package dev.foley.facade.graphql;

/** Where GraphQL is served. */
final class Endpoint {
    static final String PATH = "/graphql";
    /** The order of routes behind authentication and authorisation. */
    static final int BEFORE_THE_LIBRARY = -50;

    private Endpoint() {}
}
