package dev.foley.kie;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The body of {@code download-url}: the result URL to sign anew. */
public record DownloadUrl(@JsonProperty("url") String url) {}
