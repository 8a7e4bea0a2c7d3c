package dev.foley.archfixture;

import dev.foley.archfixture.kie.KieApi;

/** Calls past the client: wrong. */
record UsesWire(KieApi api) {}
