package dev.foley.archfixture;

import dev.foley.archfixture.kie.UsesRoot;
import dev.foley.archfixture.ledger.UsesFacade;

/** Root uses ledger: wrong. Root uses kie: right. */
public record UsesLedger(UsesFacade wrong, UsesRoot right) {}
