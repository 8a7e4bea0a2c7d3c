package dev.foley.facade;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How many requests may be open at one replica, and of those how many may stay open. Each takes a connection and some tens of KB; those that are over a limit
 * are answered with 429, where it is the caller's own, or 503, and a WebSocket is closed with 1013. Callers without credentials share the limits for all.
 */
@ConfigMapping(prefix = "foley.limits")
public interface LimitsConfig {
    /**
     * How many requests one caller may have open: those that may stay open, and some more. In all there may be as many as
     * there may be connections, {@code quarkus.http.limits.max-connections}: in HTTP/2 one connection has many.
     */
    @WithDefault("600")
    int requestsPerCaller();

    /** How many event streams may be open; a heap of 512 MB has room for 10000. */
    @WithDefault("2000")
    int eventStreams();

    /** How many event streams one caller may have open, so that ten cannot keep out the others. */
    @WithDefault("200")
    int eventStreamsPerCaller();

    /** How many WebSockets may be open: with subscriptions and what is written to it, each takes some 100 KB. */
    @WithDefault("1000")
    int webSockets();

    /** How many WebSockets one caller may have open; a browser opens one for each tab. */
    @WithDefault("32")
    int webSocketsPerCaller();

    /** How many requests may wait for the end of a job at a time; as many as event streams, which do the same. */
    @WithDefault("2000")
    int waits();

    /** How many requests of one caller may wait at a time, so that ten cannot keep out the others. */
    @WithDefault("200")
    int waitsPerCaller();
}
