package dev.foley.facade.security;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcConfig;

/** Whether bearer tokens are accepted: where an issuer of them is configured. */
@Singleton
class BearerTokens {
    private final OidcConfig config;

    BearerTokens(OidcConfig config) {
        this.config = config;
    }

    boolean areAccepted() {
        return config.namedTenants().values().stream().anyMatch(BearerTokens::hasIssuer);
    }

    /** Whether a token for whomever else would be accepted, too. */
    boolean areForAnyone() {
        return config.namedTenants()
                .values()
                .stream()
                .anyMatch(tenant -> hasIssuer(tenant) && tenant.token().audience().isEmpty());
    }

    /** Without one, Quarkus' extension would refuse to start. */
    void keepStillWithoutIssuer(@Observes Oidc oidc) {
        if (!hasIssuer(OidcConfig.getDefaultTenant(config))) {
            oidc.create(OidcTenantConfig.builder().tenantEnabled(false).build());
        }
    }

    private static boolean hasIssuer(io.quarkus.oidc.runtime.OidcTenantConfig tenant) {
        return tenant.tenantEnabled() && (tenant.authServerUrl().isPresent() || tenant.publicKey().isPresent());
    }
}
