/** Traces of requests, jobs and calls of kie.ai, where an OTLP endpoint is set. They name jobs, and quote nothing. */
@NullMarked
package dev.foley.facade.tracing;

import org.jspecify.annotations.NullMarked;
