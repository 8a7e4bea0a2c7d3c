package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import dev.foley.bench.InstantKie;
import dev.foley.bench.InstantServer;
import dev.foley.bench.Load;
import dev.foley.bench.Rounds;
import dev.foley.bench.Table;
import dev.foley.rival.BareKie;
import dev.foley.rival.FalLoop;
import dev.foley.rival.JdkLoop;
import dev.foley.rival.QuarkusLoop;
import dev.foley.rival.Rival;
import dev.foley.rival.VertxLoop;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;

/** What Foley costs on top of the wire: {@link SoundEffects#generate} beside barer ways to do the same. */
@QuarkusTest
@TestProfile(ClientBenchmark.Unbounded.class)
class ClientBenchmark {
    private static final int[] IN_FLIGHT = {1, 64, 1_000};
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofMillis(1_000);
    private static final int WARM_UP_IN_FLIGHT = 64;
    private static final int WARM_UP_CALLS = 15_000;
    private static final int CONNECTIONS = 200;
    private static final SoundEffectRequest RAIN = SoundEffectRequest.of(Rival.TEXT)
            .withDurationSeconds(Rival.SECONDS);

    @Inject
    SoundEffects soundEffects;

    @RestClient
    BareKie bareKie;

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "quarkus.rest-client.kie.url")
    URI server;

    @ConfigProperty(name = "foley.kie.api-key")
    String key;

    /** All as it comes, but for the limits that spare kie.ai. */
    public static class Unbounded implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(WithoutDatabase.SETTING, "false",
                    "foley.submit.limit", "100000",
                    "foley.status.limit", "100000",
                    "foley.wait.first-poll", "0S",
                    "quarkus.rest-client.bare-kie.url", "${quarkus.rest-client.kie.url}",
                    "quarkus.rest-client.bare-kie.connection-pool-size", Integer.toString(CONNECTIONS));
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(InstantKie.class));
        }
    }

    @Test
    void client() throws Exception {
        Table table = Table.of("client",
                String.format(Locale.ROOT,
                        "A sound made at a server that answers at once: one create, one poll, %d rounds", ROUNDS),
                "in flight", "client", "sounds/s", "of bare REST", "of Vert.x", "CPU µs/sound",
                "of bare REST", "allocated KB/sound", "of bare REST");
        try (FalLoop fal = new FalLoop(server, key)) {
            Map<String, Rival> rivals = rivals(fal);
            warmUp(rivals);
            for (int inFlight : IN_FLIGHT) {
                compare(table, inFlight, rivals);
            }
        }
        table.write();
    }

    private Map<String, Rival> rivals(FalLoop fal) {
        Map<String, Rival> rivals = new LinkedHashMap<>();
        rivals.put("**Foley**", () -> soundEffects.generate(RAIN)
                .map(sound -> sound.urls().get(0).toString())
                .subscribeAsCompletionStage());
        rivals.put("Vert.x and Jackson", new VertxLoop(vertx, server, key, CONNECTIONS));
        rivals.put("bare Quarkus REST client", new QuarkusLoop(bareKie, key));
        rivals.put("java.net.http", new JdkLoop(server, key));
        rivals.put("fal-client", fal);
        return rivals;
    }

    private static void warmUp(Map<String, Rival> rivals) throws Exception {
        for (var rival : rivals.entrySet()) {
            assertThat(rival.getValue().generate().toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .as(rival.getKey())
                    .isEqualTo(InstantServer.AUDIO);
            Load.warmUp(WARM_UP_IN_FLIGHT, WARM_UP_CALLS, rival.getValue()::generate);
        }
    }

    private static void compare(Table table, int inFlight, Map<String, Rival> rivals) throws Exception {
        Map<String, Callable<Load>> loads = new LinkedHashMap<>();
        rivals.forEach((name, rival) -> loads.put(name, () -> Load.run(inFlight, ROUND, rival::generate)));
        Map<String, List<Load>> measured = Rounds.interleave(ROUNDS, loads);
        List<Load> vertx = measured.get("Vert.x and Jackson");
        List<Load> rest = measured.get("bare Quarkus REST client");
        measured.forEach((name, rounds) -> {
            double speed = Rounds.median(rounds, Load::callsPerSecond);
            double cpu = Rounds.median(rounds, Load::cpuMicrosPerCall);
            double bytes = Rounds.median(rounds, Load::bytesPerCall);
            table.row(inFlight, name, String.format(Locale.ROOT, "%,.0f", speed),
                    String.format(Locale.ROOT, "%.2f", speed / Rounds.median(rest, Load::callsPerSecond)),
                    String.format(Locale.ROOT, "%.2f", speed / Rounds.median(vertx, Load::callsPerSecond)),
                    String.format(Locale.ROOT, "%.0f", cpu),
                    String.format(Locale.ROOT, "%.2f", cpu / Rounds.median(rest, Load::cpuMicrosPerCall)),
                    String.format(Locale.ROOT, "%.1f", bytes / 1_000),
                    String.format(Locale.ROOT, "%.2f", bytes / Rounds.median(rest, Load::bytesPerCall)));
        });
    }
}
