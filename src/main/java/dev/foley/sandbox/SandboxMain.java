package dev.foley.sandbox;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import dev.foley.sandbox.config.SandboxConfig;
import dev.foley.sandbox.config.StandaloneConfig;

/**
 * A sandbox on its own, without an application: for clients in other languages, and for staging. Set up like the one
 * inside an application, by system properties and environment variables ({@code foley.sandbox.port},
 * {@code FOLEY_SANDBOX_PORT}).
 */
public final class SandboxMain {

    /** A port that one can write down. */
    private static final String PORT = "8484";
    private static final Duration TASK_DURATION = Duration.ofSeconds(2);

    private SandboxMain() {}

    /** Runs until it is stopped. */
    public static void main(String[] args) {
        Sandbox sandbox = start(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
    }

    /** Starts it, and says where it is and how to begin. */
    static Sandbox start(PrintStream out) {
        SandboxConfig config = StandaloneConfig.fromSystem(Map.of(SandboxConfig.PREFIX + ".port", PORT));
        Sandbox sandbox = Sandbox.start(config, TASK_DURATION, Clock.systemUTC());
        out.printf(Locale.ROOT,
                """
                Foley's sandbox stands in for https://api.kie.ai at %1$s. Ctrl-C stops it.

                  curl %1$s/api/v1/jobs/createTask \\
                    -H 'Authorization: Bearer %3$s' -H 'Content-Type: application/json' \\
                    -d '{"model":"elevenlabs/sound-effect-v2","input":{"text":"rain on a tin roof","duration_seconds":3}}'

                What it was asked: %1$s%2$s
                """,
                sandbox.url(), "/admin", config.apiKey().isPresent() ? "$KIE_API_KEY" : "any");
        return sandbox;
    }
}
