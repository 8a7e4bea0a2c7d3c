package dev.foley.facade;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the façade treats those who wait. */
@ConfigMapping(prefix = "foley.facade")
public interface FacadeConfig {
    /** The longest that a request may wait for a job to end; who asks for more waits that long. */
    @WithDefault("60S")
    Duration maxWait();

    /** How often an open stream of events says that it is alive, and looks whether its client takes them. */
    @WithDefault("15S")
    Duration heartbeat();

    /** After how long a stream of events ends for its client to come back and go on; less than what is between them allows. */
    @WithDefault("24H")
    Duration maxStream();
}
