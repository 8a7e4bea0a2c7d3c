package dev.foley.bench.bare;

import java.math.BigDecimal;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;

/** As much as Foley tells of a job, of a row as wide. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BareJob(String id, String state, Request request, String taskId, Instant createdAt, Instant updatedAt,
        Instant completedAt, BigDecimal credits, Audio audio) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Request(String text, boolean loop, BigDecimal durationSeconds, BigDecimal promptInfluence,
            String outputFormat) {}

    record Audio(String mediaType, Long bytes, String sha256, BigDecimal durationSeconds) {}
}
