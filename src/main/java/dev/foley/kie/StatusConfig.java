package dev.foley.kie;

import io.smallrye.config.ConfigMapping;

/** recordInfo, credits and download links: free. */
@ConfigMapping(prefix = "foley.status")
public interface StatusConfig extends CallConfig {}
