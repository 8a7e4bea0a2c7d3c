package dev.foley.archfixture.kie;

import dev.foley.archfixture.sandbox.UsesError;

public record UsesSandbox(UsesError wrong) {}
