package dev.foley.sandbox.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Everything about the sandbox that can be set, in an application under {@code foley.sandbox.*} as anywhere else.
 */
@ConfigMapping(prefix = SandboxConfig.PREFIX)
public interface SandboxConfig {

    String PREFIX = "foley.sandbox";

    /** Whether it may start in dev and test mode when there is no API key. In production it never does. */
    @WithDefault("true")
    boolean enabled();

    /** The port to listen on; 0 takes any free one. */
    @WithDefault("0")
    int port();

    /** The address to listen on. Anything but loopback lets others spend this machine's time. */
    @WithDefault("127.0.0.1")
    String host();

    /** The URL that answers name, where clients reach the sandbox by another one than {@code http://host:port}. */
    Optional<String> publicUrl();

    /** How long a task takes to be made. By default 2 s, and none at all in test mode. */
    Optional<Duration> taskDuration();

    /** The only API key to accept; without one, any key that is not blank will do. */
    Optional<String> apiKey();

    /** Which generation of answers to give. */
    @WithDefault("october-2026")
    RecordProfile profile();

    /** Whether errors come with their HTTP status, as kie.ai's pages promise, in place of HTTP 200 as on the wire. */
    @WithDefault("false")
    boolean httpStatus();

    /**
     * Whether to refuse what kie.ai is only suspected to mind: unknown keys and nulls in {@code input}, numbers off
     * their step, another content type than JSON, no User-Agent.
     */
    @WithDefault("false")
    boolean strict();

    /** The longest text that is taken, in characters; kie.ai's page says 5000, and was seen to refuse more than 450. */
    @WithDefault("5000")
    int textLimit();

    /** Makes equal requests sound the same, byte by byte; without it each run varies as prompt_influence lets it. */
    OptionalLong seed();

    /** The balance to begin with. A success costs 0.24 credits a second of audio. */
    @WithDefault("10000.00")
    BigDecimal credits();

    /** How many tasks a key may create in {@link #createWindow()}; 0 for any number. */
    @WithDefault("20")
    int createLimit();

    /** The sliding window of {@link #createLimit()}. */
    @WithDefault("10s")
    Duration createWindow();

    /** How many queries of tasks a key may send in {@link #queryWindow()}; 0 for any number. */
    @WithDefault("10")
    int queryLimit();

    /** The sliding window of {@link #queryLimit()}. */
    @WithDefault("1s")
    Duration queryWindow();

    /** The account's webhook key; with one, callbacks are signed. */
    Optional<String> webhookKey();

    /** Whether callbacks are posted to any host; otherwise to loopback and private addresses alone. */
    @WithDefault("false")
    boolean publicCallbacks();

    /** How long the receiver of a callback may take to answer 200. */
    @WithDefault("15s")
    Duration callbackTimeout();

    /** How often a callback that was not answered with 200 is sent again. */
    @WithDefault("3")
    int callbackRetries();

    /** The pause before a callback is sent again. */
    @WithDefault("1s")
    Duration callbackRetryDelay();

    /** How long the URL of a result works before it must be renewed; kie.ai's pages say 24 hours, and 14 days. */
    @WithDefault("24h")
    Duration mediaLifetime();

    /** How long a link from {@code download-url} works. */
    @WithDefault("20m")
    Duration linkLifetime();

    /** Faults that befall every task, in the words of the markers: {@code create:429*3,media:expired}. */
    Optional<List<String>> faults();

    /** How many tasks are remembered before the oldest are forgotten: at 500 a second, those of 100 seconds. */
    @WithDefault("50000")
    int retainedTasks();

    /** How many requests, and how many callbacks, the witness remembers. */
    @WithDefault("5000")
    int retainedRequests();
}
