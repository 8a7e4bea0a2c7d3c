package dev.foley.sandbox.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.foley.sandbox.config.SandboxConfig;
import dev.foley.sandbox.fault.CallbackTrouble;
import dev.foley.sandbox.task.SoundTask;
import dev.foley.sandbox.witness.SeenCallback;
import dev.foley.sandbox.witness.Witness;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** Posts callbacks, again and again until they are answered with 200 or the retries are used up. */
final class CallbackSender {

    private static final Duration STALE = Duration.ofHours(1);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int OK = 200;

    private final HttpClient client;
    private final PrivateHosts privateHosts;
    private final Scheduler scheduler;
    private final SandboxConfig config;
    private final CallbackJson bodies;
    private final Witness witness;
    private final Clock clock;

    CallbackSender(HttpClient client, PrivateHosts privateHosts, Scheduler scheduler, SandboxConfig config,
            CallbackJson bodies, Witness witness, Clock clock) {
        this.client = client;
        this.privateHosts = privateHosts;
        this.scheduler = scheduler;
        this.config = config;
        this.bodies = bodies;
        this.witness = witness;
        this.clock = clock;
    }

    /** Sends the callback of a task that is done, unless its script has it otherwise. */
    void send(SoundTask task) {
        List<CallbackTrouble> troubles = task.script().onCallback();
        if (task.order().callBackUrl() == null || has(troubles, CallbackTrouble.Never.class)
                || has(troubles, CallbackTrouble.Early.class)) {
            return;
        }
        Duration late = troubles.stream()
                .filter(CallbackTrouble.Late.class::isInstance)
                .map(trouble -> ((CallbackTrouble.Late) trouble).delay())
                .findFirst()
                .orElse(Duration.ZERO);
        scheduler.after(late, () -> {
            post(task, troubles, 1);
            if (has(troubles, CallbackTrouble.Duplicate.class)) {
                post(task, troubles, 1);
            }
        });
    }

    /** Sends the callback at once, as of a task that is done, and tells when it has been answered or given up. */
    Future<?> sendEarly(SoundTask task) {
        if (task.order().callBackUrl() == null) {
            return Future.succeededFuture();
        }
        return post(task, task.script().onCallback(), config.callbackRetries() + 1);
    }

    private Future<Integer> post(SoundTask task, List<CallbackTrouble> troubles, int attempt) {
        String url = String.valueOf(task.order().callBackUrl());
        String body = Json.write(bodies.of(task, troubles));
        RequestOptions options = new RequestOptions().setMethod(HttpMethod.POST)
                .setAbsoluteURI(url)
                .setTimeout(config.callbackTimeout().toMillis())
                .putHeader("Content-Type", "application/json;charset=UTF-8")
                .putHeader("User-Agent", "kie-sandbox");
        sign(options, task.id(), troubles);
        return allowed(url).compose(allowed -> client.request(options))
                .compose(request -> answered(request, body))
                .onComplete(answer -> {
                    int status = answer.succeeded() ? answer.result() : 0;
                    witness.saw(new SeenCallback(Instant.now(clock), task.id(), url, attempt, status,
                            answer.failed() ? String.valueOf(answer.cause().getMessage()) : null));
                    if (status != OK && attempt <= config.callbackRetries()) {
                        scheduler.after(config.callbackRetryDelay(), () -> post(task, troubles, attempt + 1));
                    }
                });
    }

    /** A callback URL in a test may be a real one. */
    private Future<Void> allowed(String url) {
        return config.publicCallbacks()
                ? Future.succeededFuture()
                : privateHosts.contain(URI.create(url).getHost())
                        .compose(known -> known
                                ? Future.succeededFuture()
                                : Future.failedFuture("its host is not private, see foley.sandbox.public-callbacks"));
    }

    private static Future<Integer> answered(HttpClientRequest request, String body) {
        return request.send(body).compose(response -> response.end().map(response.statusCode()));
    }

    private void sign(RequestOptions options, String taskId, List<CallbackTrouble> troubles) {
        if (config.webhookKey().isEmpty() || has(troubles, CallbackTrouble.Unsigned.class)) {
            return;
        }
        String key = has(troubles, CallbackTrouble.Forged.class) ? "not the key" : config.webhookKey().get();
        Instant when = has(troubles, CallbackTrouble.Stale.class) ? clock.instant().minus(STALE) : clock.instant();
        String timestamp = "" + when.getEpochSecond();
        options.putHeader("X-Webhook-Timestamp", timestamp);
        options.putHeader("X-Webhook-Signature", signature(key, taskId + "." + timestamp));
    }

    private static String signature(String key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean has(List<CallbackTrouble> troubles, Class<? extends CallbackTrouble> kind) {
        return troubles.stream().anyMatch(kind::isInstance);
    }
}
