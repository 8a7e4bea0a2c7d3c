package dev.foley;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** Downloading audio. The defaults and their reasons are in META-INF/microprofile-config.properties. */
@ConfigMapping(prefix = "foley.download")
public interface DownloadConfig {
    /** The most that is taken from the media host for one sound. */
    MemorySize maxSize();

    /** Whether plain http is good enough for the media host. */
    boolean allowHttp();

    /** How long the media host may send nothing. */
    Duration idleTimeout();

    /** Attempts after the first. */
    int retries();

    /** The delay before the first retry; it doubles with each. */
    Duration backoff();
}
