package dev.foley.facade.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The page that makes sounds in a browser. */
@ConfigMapping(prefix = "foley.page")
public interface PageConfig {
    /** Whether it is there. Dev and test mode have it. */
    @WithDefault("false")
    boolean enabled();
}
