package dev.foley.archfixture.ledger;

import dev.foley.archfixture.UsesLedger;
import dev.foley.archfixture.error.UsesKie;
import dev.foley.archfixture.facade.rest.UsesGraphql;
import dev.foley.archfixture.kie.KieApi;

/** Ledger uses façade: wrong. Ledger uses the rest: right. */
public record UsesFacade(UsesGraphql wrong, UsesLedger right, KieApi alsoRight, UsesKie rightToo) {}
