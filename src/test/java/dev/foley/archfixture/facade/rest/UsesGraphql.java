package dev.foley.archfixture.facade.rest;

import dev.foley.archfixture.facade.UsesKie;
import dev.foley.archfixture.facade.graphql.UsesCallback;

/** A front uses another: wrong. It uses what is in facade/: right. */
public record UsesGraphql(UsesCallback wrong, UsesKie right) {}
