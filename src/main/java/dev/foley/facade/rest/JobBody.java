package dev.foley.facade.rest;

import java.math.BigDecimal;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.foley.SoundEffectRequest;
import dev.foley.facade.Job;
import dev.foley.facade.JobAction;
import org.jspecify.annotations.Nullable;

/** A job as JSON: what is unknown is absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobBody(String id, String state, @Nullable String caller, @Nullable Request request, @Nullable String taskId,
        @Nullable Instant createdAt, @Nullable Instant updatedAt, @Nullable Instant completedAt,
        @Nullable BigDecimal credits, @Nullable Audio audio, @Nullable Failure failure, @Nullable String notice,
        @Nullable String retryOf, Links links) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Request(String text, boolean loop, @Nullable BigDecimal durationSeconds, BigDecimal promptInfluence,
            String outputFormat) {
        static @Nullable Request of(@Nullable SoundEffectRequest request) {
            return request == null
                    ? null
                    : new Request(request.text(), request.loop(), request.durationSeconds(), request.promptInfluence(),
                            request.outputFormat().wireName());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Audio(String href, @Nullable String mediaType, @Nullable Long bytes, @Nullable String sha256,
            @Nullable BigDecimal durationSeconds) {
        static @Nullable Audio of(Job.@Nullable Audio audio, String href) {
            return audio == null
                    ? null
                    : new Audio(href, audio.mediaType(), audio.bytes(), audio.sha256(), audio.durationSeconds());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failure(String reason, @Nullable String code, @Nullable String message) {
        static @Nullable Failure of(Job.@Nullable Failure failure) {
            return failure == null
                    ? null
                    : new Failure(failure.reason().wireName(), failure.code(), failure.message());
        }
    }

    /** Paths, where there is something at them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Links(String self, @Nullable String events, @Nullable String cancel, @Nullable String retry) {
        static Links of(Job job, String self) {
            return new Links(self, link(job, JobAction.WATCH, self + "/events"),
                    link(job, JobAction.CANCEL, self + "/cancel"), link(job, JobAction.RETRY, self + "/retry"));
        }

        private static @Nullable String link(Job job, JobAction action, String path) {
            return job.actions().contains(action) ? path : null;
        }
    }

    /** @param self the job's own path */
    static JobBody of(Job job, String self) {
        return new JobBody(job.id(), job.state().wireName(), job.caller(), Request.of(job.request()), job.taskId(),
                job.createdAt(),
                job.updatedAt(), job.completedAt(), job.credits(), Audio.of(job.audio(), self + "/audio"),
                Failure.of(job.failure()), job.notice(), job.retryOf(), Links.of(job, self));
    }
}
