package dev.foley.sandbox;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.foley.sandbox.config.SandboxConfig;
import dev.foley.sandbox.config.StandaloneConfig;
import dev.foley.sandbox.fault.FaultBook;
import dev.foley.sandbox.http.SandboxServer;
import dev.foley.sandbox.witness.Witness;

/**
 * A running sandbox: a stand-in for kie.ai that makes real audio, can be told to fail, and remembers what it was asked.
 *
 * <p>In a Quarkus application in dev or test mode without an API key it runs already, and can be injected. In a plain
 * test:
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.configure().set("credits", "5").start()) {
 *     sandbox.faults().on("thunder", "fail:500");
 *     // let a client loose on sandbox.url()
 *     assertThat(sandbox.witness().tasksFor("rain")).hasSize(1);
 * }
 * }</pre>
 *
 * Thread-safe.
 */
public final class Sandbox implements AutoCloseable {

    private final SandboxServer server;

    private Sandbox(SandboxServer server) {
        this.server = server;
    }

    /** A sandbox to be started, on any free loopback port, with tasks that are done at once. */
    public static Builder configure() {
        return new Builder();
    }

    static Sandbox start(SandboxConfig config, Duration taskDuration, Clock clock) {
        SandboxServer server = new SandboxServer(config, taskDuration, clock);
        try {
            server.start();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return new Sandbox(server);
    }

    /** Where it is, without a slash at the end: what stands for {@code https://api.kie.ai}. */
    public String url() {
        return server.url();
    }

    /** What it saw. */
    public Witness witness() {
        return server.witness();
    }

    /** What shall go wrong. */
    public FaultBook faults() {
        return server.faults();
    }

    /** Sets the balance, in credits. */
    public void setBalance(BigDecimal credits) {
        server.credits().setBalance(credits);
    }

    /** Forgets tasks, requests, callbacks, faults and how often anyone has called; the balance stays. */
    public void reset() {
        server.reset();
    }

    /** Stops it. Calls that are under way are broken off. */
    @Override
    public void close() {
        server.close();
    }

    /** Settings of a sandbox, by the names that they have under {@code foley.sandbox}. */
    public static final class Builder {

        private final Map<String, String> settings = new HashMap<>();
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Sets one of {@link SandboxConfig}.
         *
         * @param name such as {@code task-duration}
         * @param value as in a configuration file, such as {@code 2s}
         */
        public Builder set(String name, String value) {
            settings.put(SandboxConfig.PREFIX + "." + name, value);
            return this;
        }

        /** The clock by which tasks get done, rate limits slide and links expire. Callbacks leave by real time. */
        public Builder clock(Clock theClock) {
            clock = theClock;
            return this;
        }

        /**
         * @throws IllegalArgumentException if a setting is unknown or makes no sense
         * @throws IllegalStateException if the port is taken
         */
        public Sandbox start() {
            return Sandbox.start(StandaloneConfig.of(settings), Duration.ZERO, clock);
        }
    }
}
