package dev.foley.archfixture.facade.graphql;

import dev.foley.archfixture.facade.callback.UsesRest;

public record UsesCallback(UsesRest wrong) {}
