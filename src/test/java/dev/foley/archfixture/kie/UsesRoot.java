package dev.foley.archfixture.kie;

import dev.foley.archfixture.UsesLedger;
import dev.foley.archfixture.error.UsesKie;

/** Kie uses root: wrong. Kie uses error: right. */
public record UsesRoot(UsesLedger wrong, UsesKie right) {}
