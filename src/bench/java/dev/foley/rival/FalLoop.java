package dev.foley.rival;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import ai.fal.client.ClientConfig;
import ai.fal.client.FalClient;
import ai.fal.client.queue.QueueResultOptions;
import ai.fal.client.queue.QueueSubmitOptions;

/**
 * fal.ai's client for Java, which blocks, so that each call has a thread. It is spared the status that goes before fal.ai's
 * result: a submit and one look, as the others. Its name for an address other than fal.ai's is a proxy.
 */
public final class FalLoop implements Rival, AutoCloseable {
    private static final String ENDPOINT = "fal-ai/elevenlabs/sound-effects/v2";

    private final FalClient fal;
    private final ExecutorService threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.HOURS,
            new SynchronousQueue<>());

    public FalLoop(URI server, String key) {
        fal = FalClient.withConfig(ClientConfig.builder()
                .withCredentials(() -> key)
                .withProxyUrl(server + "/fal")
                .build());
    }

    @Override
    public CompletionStage<String> generate() {
        return CompletableFuture.supplyAsync(this::await, threads);
    }

    private String await() {
        String id = fal.queue()
                .submit(ENDPOINT, QueueSubmitOptions.withInput(Map.of("text", TEXT, "loop", false, "duration_seconds",
                        SECONDS, "prompt_influence", 0.3, "output_format", "mp3_44100_128")))
                .getRequestId();
        return fal.queue()
                .result(ENDPOINT, QueueResultOptions.withRequestId(id))
                .getData()
                .getAsJsonObject("audio")
                .get("url")
                .getAsString();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
