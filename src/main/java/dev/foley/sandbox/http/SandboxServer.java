package dev.foley.sandbox.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.foley.sandbox.config.SandboxConfig;
import dev.foley.sandbox.fault.FaultBook;
import dev.foley.sandbox.http.Router.Route;
import dev.foley.sandbox.task.Credits;
import dev.foley.sandbox.task.SlidingWindow;
import dev.foley.sandbox.task.SoundTask;
import dev.foley.sandbox.task.SoundTasks;
import dev.foley.sandbox.witness.Witness;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import org.jboss.logging.Logger;

/**
 * The server and all that stands behind it, put together. It has a Vert.x of its own, so that it is no guest in the
 * application's, and one event loop, which never synthesises.
 */
public final class SandboxServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SandboxServer.class);

    /** Longer than any fault holds an answer back; after it a silent connection is closed. */
    private static final Duration IDLE = Duration.ofSeconds(120);
    /** Callbacks that wait for a connection; more than these are dropped, as kie.ai promises nothing either. */
    private static final int MOST_WAITING_CALLBACKS = 10_000;
    private static final Duration START = Duration.ofSeconds(20);
    /** More than a sound takes to make on a cold machine. */
    private static final Duration STOP = Duration.ofSeconds(10);
    /** Sounds that are made at a time: each takes up to 30 MB and all of a core. */
    private static final int MAKERS = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
    /** A sound takes under a second; a cold machine may take longer, and Vert.x warns after this. */
    private static final Duration LONGEST_MAKING = Duration.ofSeconds(30);

    private final SandboxConfig config;
    private final Vertx vertx;
    private final Credits credits;
    private final SoundTasks tasks;
    private final FaultBook faults = new FaultBook();
    private final Witness witness;
    private final SlidingWindow creates;
    private final SlidingWindow queries;
    private final AudioStore store;
    private final HttpServer server;
    private final CallbackSender callbacks;
    private volatile String url = "";
    /** Read and set on the event loop alone. */
    private boolean closed;

    /**
     * Puts everything together; nothing listens yet.
     *
     * @param taskDuration how long a task takes where the configuration does not say
     * @param clock by which tasks get done, and windows slide
     */
    public SandboxServer(SandboxConfig config, Duration taskDuration, Clock clock) {
        this.config = config;
        config.faults().ifPresent(words -> faults.onEvery(words.toArray(String[]::new)));
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
        credits = new Credits(config.credits());
        tasks = new SoundTasks(credits, clock, config.taskDuration().orElse(taskDuration), config.seed(),
                config.retainedTasks(), this::done);
        witness = new Witness(tasks, credits, clock, config.retainedRequests());
        creates = new SlidingWindow(config.createLimit(), config.createWindow(), clock);
        queries = new SlidingWindow(config.queryLimit(), config.queryWindow(), clock);
        MediaLinks links = new MediaLinks(this::url, tasks, clock, config.linkLifetime());
        store = new AudioStore(vertx.createSharedWorkerExecutor("foley-sandbox-audio", MAKERS,
                LONGEST_MAKING.toSeconds(), TimeUnit.SECONDS));
        Scheduler scheduler = (delay, work) -> vertx.setTimer(Math.max(1, delay.toMillis()), timer -> runOpen(work));
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxWaitQueueSize(MOST_WAITING_CALLBACKS));
        callbacks = new CallbackSender(client, new PrivateHosts(vertx), scheduler, config,
                new CallbackJson(config.profile(), links, credits),
                witness,
                clock);
        server = vertx.createHttpServer(new HttpServerOptions()
                .setHandle100ContinueAutomatically(true)
                .setIdleTimeout((int) IDLE.toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS));
        server.requestHandler(router(links, scheduler, clock));
        server.exceptionHandler(SandboxServer::gone);
        server.connectionHandler(connection -> connection.exceptionHandler(SandboxServer::gone));
    }

    private Router router(MediaLinks links, Scheduler scheduler, Clock clock) {
        Delivery delivery = new Delivery(scheduler, witness, clock);
        Doorkeeper doorkeeper = new Doorkeeper(config);
        RecordJson records = new RecordJson(config.profile(), links);
        Map<Route, Endpoint> endpoints = Map.of(
                new Route("POST", "/api/v1/jobs/createTask"),
                announced(new CreateTask(config, doorkeeper, creates, faults, tasks, callbacks::sendEarly)),
                new Route("GET", "/api/v1/jobs/recordInfo"),
                new RecordInfo(config, doorkeeper, queries, tasks, records, clock),
                new Route("GET", "/api/v1/chat/credit"), new ChatCredit(doorkeeper, tasks, credits),
                new Route("POST", "/api/v1/common/download-url"), new DownloadUrl(doorkeeper, links));
        MediaHost media = new MediaHost(links, store, delivery, clock, config.mediaLifetime());
        return new Router(endpoints, new Admin(witness, faults, credits, this::reset), media, delivery,
                config.httpStatus(), config.strict());
    }

    /** Looks after each new task when it is due, so that its callback leaves in time though nobody asks. */
    private Endpoint announced(Endpoint create) {
        return call -> {
            Answer answer = create.answer(call);
            if (answer.taskId() != null) {
                tasks.find(answer.taskId()).ifPresent(this::watch);
            }
            return answer;
        };
    }

    private void watch(SoundTask task) {
        if (task.doneAt() < Long.MAX_VALUE) {
            vertx.setTimer(Math.max(1, task.doneAt() - task.createdAt()), timer -> runOpen(tasks::settle));
        }
    }

    /** Timers may still fire while Vert.x closes, when its HTTP client already throws. */
    private void runOpen(Runnable work) {
        if (!closed) {
            work.run();
        }
    }

    private void done(SoundTask task) {
        callbacks.send(task);
    }

    /** Clients come and go as they like, and some are told to: no news for whoever reads the log. */
    private static void gone(Throwable failure) {
        LOG.debug("A connection broke off", failure);
    }

    /**
     * Begins to listen.
     *
     * @return the URL to reach it by
     * @throws IllegalStateException if the port is taken
     */
    public String start() {
        await(server.listen(config.port(), config.host()), START,
                String.format(Locale.ROOT, "The sandbox cannot listen on %s:%d", config.host(), config.port()));
        url = config.publicUrl()
                .orElseGet(() -> String.format(Locale.ROOT, "http://%s:%d", reachable(config.host()),
                        server.actualPort()));
        return url;
    }

    private static String reachable(String host) {
        return host.equals("0.0.0.0") ? "127.0.0.1" : host;
    }

    /** The URL to reach it by, without a slash at the end. */
    public String url() {
        return url;
    }

    public Witness witness() {
        return witness;
    }

    public FaultBook faults() {
        return faults;
    }

    public Credits credits() {
        return credits;
    }

    /** Forgets tasks, requests, callbacks, faults and how often anyone has called; the balance stays. */
    public void reset() {
        tasks.clear();
        witness.clear();
        faults.clear();
        creates.clear();
        queries.clear();
    }

    /** Stops listening and frees everything; what is under way is broken off. */
    @Override
    public void close() {
        Promise<Void> stopped = Promise.promise();
        vertx.runOnContext(on -> {
            closed = true;
            server.close().transform(done -> store.close()).onComplete(done -> vertx.close().onComplete(stopped));
        });
        await(stopped.future(), STOP, "The sandbox does not stop");
    }

    private static void await(Future<?> event, Duration limit, String complaint) {
        try {
            event.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(complaint, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(complaint, e);
        }
    }
}
