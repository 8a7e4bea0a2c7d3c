package dev.foley.ledger;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where kie.ai reports the end of a task. */
@ConfigMapping(prefix = "foley.callback")
public interface CallbackConfig {
    /** This service's address as kie.ai sees it; none for no callbacks. */
    Optional<URI> baseUrl();

    /** The account's webhook key; with it, callbacks that are not signed by it are refused. */
    Optional<String> hmacKey();

    /** How far a callback's time may be from now. */
    @WithDefault("5M")
    Duration tolerance();
}
