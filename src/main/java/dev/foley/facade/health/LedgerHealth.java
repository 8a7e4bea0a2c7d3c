package dev.foley.facade.health;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.ledger.LedgerLife;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started once the ledger is open, or at once where there is none. */
@Startup
@ApplicationScoped
class LedgerHealth implements HealthCheck {
    private final LedgerLife ledger;

    LedgerHealth(LedgerLife ledger) {
        this.ledger = ledger;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("ledger").status(ledger.isOpen()).build();
    }
}
