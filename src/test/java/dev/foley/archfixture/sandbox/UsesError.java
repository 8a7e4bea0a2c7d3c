package dev.foley.archfixture.sandbox;

import dev.foley.archfixture.error.UsesKie;

public record UsesError(UsesKie wrong) {}
