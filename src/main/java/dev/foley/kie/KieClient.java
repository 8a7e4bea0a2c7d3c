package dev.foley.kie;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.foley.error.KieAnswerException;
import dev.foley.error.SubmissionUncertainException;
import dev.foley.error.UnreadableAnswerException;
import dev.foley.kie.KieCall.Kind;
import io.quarkus.arc.All;
import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** kie.ai's calls with everything that makes them bearable: turns, timeouts, retries, a breaker, typed errors. */
@ApplicationScoped
public class KieClient {
    private static final Logger LOG = Logger.getLogger(KieClient.class);
    /**
     * createTask takes 0.3 to 0.9 s on the wire, recordInfo 0.2 to 0.8 s: two calls that start a window apart may arrive
     * closer together by the difference.
     */
    private static final Duration LATENCY_SPREAD = Duration.ofMillis(600);
    private static final int OK = 200;
    /** Reads of the balance that may start in a window, beside those of tasks: neither waits for the other. */
    private static final int BALANCES = 2;

    private final KieApi api;
    private final ApiKey key;
    private final Clock clock;
    private final CallGuard submits;
    private final CallGuard reads;
    private final CallGuard balances;
    private final List<CallWatcher> watchers;

    KieClient(@RestClient KieApi api, ApiKey key, Clock clock, Scheduler scheduler, SubmitConfig submit,
            StatusConfig status, @All List<CallWatcher> watchers) {
        this.watchers = watchers;
        this.api = api;
        this.key = key;
        this.clock = clock;
        this.submits = new CallGuard("foley.submit", submit,
                pacer("foley.submit", submit, scheduler), Faults::ofSubmit, Faults::mayRepeatSubmit);
        this.reads = new CallGuard("foley.status", status,
                pacer("foley.status", status, scheduler), Faults::ofRead, Faults::mayRepeatRead);
        this.balances = new CallGuard("foley.credits", status,
                pacer("foley.credits", BALANCES, status, scheduler), Faults::ofRead, Faults::mayRepeatRead);
    }

    /**
     * Vert.x closes an HTTP client with the context that it was made in: made while a request is served, it would be closed
     * as the HTTP server stops, with payments under way. At the start there is no context.
     */
    void open(@Observes StartupEvent start) {
        ClientProxy.unwrap(api);
    }

    private static Pacer pacer(String name, CallConfig config, Scheduler scheduler) {
        return pacer(name, config.limit(), config, scheduler);
    }

    private static Pacer pacer(String name, int limit, CallConfig config, Scheduler scheduler) {
        return new Pacer(name, limit, config.window().plus(LATENCY_SPREAD), config.maxWait(), System::nanoTime,
                scheduler);
    }

    /**
     * Creates a task, which is a payment, and returns its id.
     *
     * <p>
     * Fails with {@link SubmissionUncertainException} when a task may have been created all the same; with any other
     * {@link dev.foley.error.SoundEffectException} none was.
     */
    public Uni<String> createTask(CreateTask task) {
        return call(Kind.CREATE_TASK, submits, bearer -> api.createTask(bearer, task), Answers::created)
                .map(JsonNode::textValue);
    }

    /**
     * {@link #createTask} with neither turn nor retry nor circuit breaker: for whoever keeps to the account's pace and
     * repeats by itself. What fails before the request has left is a {@link dev.foley.error.KieUnreachableException}, or
     * the departure's own failure.
     */
    public Uni<String> createTaskOnce(CreateTask task, Departure departure) {
        return Uni.createFrom().deferred(() -> {
            HeldBody body = new HeldBody(json(task), departure);
            return once(Kind.CREATE_TASK, submits,
                    bearer -> body.carriedBy(api.createTask(bearer, body.length(), body.parts())), Answers::created)
                    .onFailure()
                    .transform(body::named)
                    .onCancellation()
                    .invoke(() -> body.drop(new CancellationException()));
        }).map(JsonNode::textValue);
    }

    private static byte[] json(CreateTask task) {
        try {
            return Answers.JSON.writeValueAsBytes(task);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Reads a task's record; {@link dev.foley.error.ResourceNotFoundException} where kie.ai knows no such task. */
    public Uni<RecordInfo> recordInfo(String taskId) {
        return call(Kind.RECORD_INFO, reads, bearer -> api.recordInfo(bearer, taskId), Answers::data)
                .map(data -> RecordInfoReader.read(data, taskId));
    }

    /** {@link #recordInfo} with neither turn nor retry nor circuit breaker. */
    public Uni<RecordInfo> recordInfoOnce(String taskId) {
        return once(Kind.RECORD_INFO, reads, bearer -> api.recordInfo(bearer, taskId), Answers::data)
                .map(data -> RecordInfoReader.read(data, taskId));
    }

    /** The account's balance, in credits. */
    public Uni<BigDecimal> credits() {
        return call(Kind.CREDIT, balances, api::credit, Answers::data)
                .map(data -> expect(RecordInfoReader.decimal(data), "a balance that is no number"));
    }

    /** A signed link, good for 20 minutes, to the file behind a result URL. */
    public Uni<String> downloadUrl(String url) {
        return call(Kind.DOWNLOAD_URL, reads, bearer -> api.downloadUrl(bearer, new DownloadUrl(url)), Answers::data)
                .map(data -> expect(RecordInfoReader.text(data), "a download link that is no text"));
    }

    private static <T> T expect(@Nullable T value, String otherwise) {
        if (value == null) {
            throw new UnreadableAnswerException(OK, otherwise);
        }
        return value;
    }

    /** Tells the data of an answer from a refusal. */
    private interface Reading {
        JsonNode data(RestResponse<byte[]> answer, ApiKey key, Clock clock);
    }

    /** The key is asked for twice: at once, to fail early, and after the turn has come, for it may rotate meanwhile. */
    private Uni<JsonNode> call(Kind kind, CallGuard guard, Function<String, Uni<RestResponse<byte[]>>> request,
            Reading reading) {
        return Uni.createFrom().deferred(() -> {
            key.bearer();
            return guard.call(() -> request.apply(key.bearer()), answer -> reading.data(answer, key, clock),
                    watch(kind));
        });
    }

    private Uni<JsonNode> once(Kind kind, CallGuard guard, Function<String, Uni<RestResponse<byte[]>>> request,
            Reading reading) {
        return Uni.createFrom()
                .deferred(() -> guard.once(() -> request.apply(key.bearer()),
                        answer -> reading.data(answer, key, clock), watch(kind)));
    }

    private CallGuard.Watch watch(Kind kind) {
        return () -> {
            List<Consumer<KieCall>> told = new ArrayList<>();
            watchers.forEach(watcher -> unharmed(() -> told.add(watcher.begun(kind))));
            return (fault, took) -> {
                debug(kind, fault);
                told.forEach(end -> unharmed(() -> end.accept(new KieCall(kind, fault, took))));
            };
        };
    }

    /** The one place where kie.ai's own words, which may quote a prompt, reach the log. */
    private static void debug(Kind kind, @Nullable Throwable fault) {
        Throwable cause = fault instanceof SubmissionUncertainException ? fault.getCause() : fault;
        if (cause instanceof KieAnswerException refusal) {
            LOG.debugf("%s: kie.ai answered %d: %s", kind, refusal.code(), refusal.text());
        } else if (cause instanceof UnreadableAnswerException unreadable) {
            LOG.debugf("%s: kie.ai answered HTTP %d: %s", kind, unreadable.httpStatus(), unreadable.excerpt());
        }
    }

    /** Whoever watches must not turn an answer, which may have been paid for, into a fault. */
    private static void unharmed(Runnable watching) {
        try {
            watching.run();
        } catch (RuntimeException e) {
            LOG.warn("A call of kie.ai could not be told to those who watch", e);
        }
    }
}
