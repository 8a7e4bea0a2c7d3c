package dev.foley;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.constraints.Min;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** Downloading audio. The defaults and their reasons are in META-INF/microprofile-config.properties. */
@ConfigMapping(prefix = "foley.download")
public interface DownloadConfig {
    /** The most that is taken from the media host for one sound. */
    MemorySize maxSize();

    /** What the media host is told to know its client by; some hosts refuse a request without it. */
    String userAgent();

    /** Other headers to send, by name: some hosts ask for {@code Referer: https://kie.ai/}. */
    Map<String, String> headers();

    /** Connections to one host at a time; a download that finds none waits. */
    @Min(1)
    int connections();

    /** The name of the TLS configuration to trust; the default one where it is absent. */
    Optional<String> tlsConfigurationName();

    /** The HTTP proxy, as {@code host:port}; none where it is absent. */
    Optional<String> proxyAddress();

    /** Whether plain http is good enough for the media host. */
    boolean allowHttp();

    /** How long the media host may send nothing. */
    Duration idleTimeout();

    /** Attempts after the first. */
    int retries();

    /** The delay before the first retry; it doubles with each. */
    Duration backoff();
}
