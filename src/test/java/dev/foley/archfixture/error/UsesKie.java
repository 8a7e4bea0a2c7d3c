package dev.foley.archfixture.error;

import dev.foley.archfixture.kie.KieApi;

public record UsesKie(KieApi wrong) {}
