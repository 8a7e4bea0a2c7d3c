package dev.foley.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.interceptor.Interceptor;

import dev.foley.sandbox.config.SandboxConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts a sandbox with the application, in dev and test mode, when nothing else is there to talk to: no API key and
 * no URL. {@link SandboxVeto} takes it out of production builds.
 */
@ApplicationScoped
class SandboxStarter {

    private static final Logger LOG = Logger.getLogger(Sandbox.class);
    /** Long enough to see a task being made, short enough to wait for. */
    private static final Duration IN_DEV_MODE = Duration.ofSeconds(2);
    /** Sources up to here are defaults of libraries, Foley's own among them. */
    private static final int LIBRARY_DEFAULTS = 100;

    private final SandboxConfig settings;
    private final Config config;
    private @Nullable Sandbox sandbox;

    SandboxStarter(SandboxConfig settings, Config config) {
        this.settings = settings;
        this.config = config;
    }

    /** Before anything of the application asks the client for a sound. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        LaunchMode mode = LaunchMode.current();
        if (!mode.isDevOrTest() || !settings.enabled() || hasKey() || hasUrl()) {
            return;
        }
        Sandbox started = Sandbox.start(settings, mode == LaunchMode.TEST ? Duration.ZERO : IN_DEV_MODE,
                Clock.systemUTC());
        sandbox = started;
        PublishedConfig.publish(started.url());
        if (!hasKey()) {
            PublishedConfig.overrideEmptyKey();
        }
        LOG.infof("Foley's sandbox stands in for kie.ai at %s: %s is not set, so sounds are made here and cost nothing",
                started.url(), PublishedConfig.API_KEY);
    }

    private boolean hasKey() {
        try {
            return config.getOptionalValue(PublishedConfig.API_KEY, String.class)
                    .filter(key -> !key.isBlank())
                    .isPresent();
        } catch (NoSuchElementException e) {
            return false;
        }
    }

    private boolean hasUrl() {
        ConfigValue url = config.getConfigValue(PublishedConfig.URL);
        return url.getValue() != null && url.getSourceOrdinal() > LIBRARY_DEFAULTS;
    }

    @Produces
    @Dependent
    Sandbox sandbox() {
        return Optional.ofNullable(sandbox)
                .orElseThrow(() -> new IllegalStateException(
                        "The sandbox does not run: it starts in dev and test mode when foley.sandbox.enabled is true "
                                + "and neither " + PublishedConfig.API_KEY + " nor " + PublishedConfig.URL
                                + " is set"));
    }

    @PreDestroy
    void stop() {
        PublishedConfig.withdraw();
        Sandbox running = sandbox;
        sandbox = null;
        if (running != null) {
            running.close();
        }
    }
}
