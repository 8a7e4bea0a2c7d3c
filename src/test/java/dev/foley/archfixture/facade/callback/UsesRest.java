package dev.foley.archfixture.facade.callback;

import dev.foley.archfixture.facade.rest.UsesGraphql;
import dev.foley.archfixture.kie.KieApi;

/** A front uses another: wrong. The callback uses kie: right. */
public record UsesRest(UsesGraphql wrong, KieApi right) {}
