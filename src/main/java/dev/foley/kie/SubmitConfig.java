package dev.foley.kie;

import io.smallrye.config.ConfigMapping;

/** createTask: a payment. */
@ConfigMapping(prefix = "foley.submit")
public interface SubmitConfig extends CallConfig {}
