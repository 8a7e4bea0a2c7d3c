package dev.foley.archfixture.facade;

import dev.foley.archfixture.UsesLedger;
import dev.foley.archfixture.kie.KieApi;
import dev.foley.archfixture.ledger.UsesFacade;

/** The façade uses the wire: wrong. It uses the ledger and the root: right. */
public record UsesKie(KieApi wrong, UsesFacade right, UsesLedger alsoRight) {}
