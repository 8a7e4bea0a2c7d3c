package dev.foley.ledger;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/** How long things are kept. */
@ConfigMapping(prefix = "foley.retention")
public interface RetentionConfig {
    /** How long a job and its audio are kept after the job's last change. */
    @WithParentName
    @WithDefault("30D")
    Duration period();
}
