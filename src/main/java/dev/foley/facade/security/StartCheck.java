package dev.foley.facade.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.foley.ledger.Database;
import dev.foley.ledger.QuotaConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import org.jboss.logging.Logger;

/** Before anything else starts: nobody shall find out later that everyone may come in. */
@Singleton
class StartCheck {
    private static final Logger LOG = Logger.getLogger(StartCheck.class);
    private static final int BEFORE_OTHERS = 1;

    private static final String REFUSAL = """
                                          Foley does not start, for it could not tell who calls. Configure one of these:
                                            foley.security.users."ann".password-hash   a bcrypt hash: what `htpasswd -nBC 12 ann` prints after the colon
                                            quarkus.oidc.auth-server-url               the issuer of bearer tokens (and quarkus.oidc.token.audience)
                                            foley.security.anonymous=true              everyone who reaches this port may call, and spend credits""";

    private final SecurityConfig config;
    private final Users users;
    private final BearerTokens tokens;
    private final QuotaConfig quotas;
    private final Database database;

    StartCheck(SecurityConfig config, Users users, BearerTokens tokens, QuotaConfig quotas, Database database) {
        this.config = config;
        this.users = users;
        this.tokens = tokens;
        this.quotas = quotas;
        this.database = database;
    }

    void onStart(@Observes @Priority(BEFORE_OTHERS) StartupEvent event) {
        if (!config.anonymous() && users.isEmpty() && !tokens.areAccepted()) {
            throw new ConfigurationException(REFUSAL);
        }
        if (QuotaConfig.isSet(quotas) && !database.isConfigured()) {
            throw new ConfigurationException("foley.quota.* needs a database, for nothing else remembers what callers "
                    + "have and spend: configure one, or remove those settings");
        }
        if (config.anonymous()) {
            LOG.info("Callers need no credentials: foley.security.anonymous is true");
        }
        if (tokens.areForAnyone()) {
            LOG.warn(
                    "Every token of the issuer is accepted, for whomever it was made: set quarkus.oidc.token.audience");
        }
    }
}
