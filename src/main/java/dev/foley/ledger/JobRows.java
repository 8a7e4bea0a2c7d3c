package dev.foley.ledger;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.foley.OutputFormat;
import dev.foley.SoundEffectRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** From rows to jobs. */
final class JobRows {
    /** What {@link #job} reads. */
    static final String COLUMNS = """
                                  job.id, job.caller, job.state, job.prompt, job.loop, job.duration_seconds, job.prompt_influence,
                                  job.output_format, job.callback_url, coalesce(job.next_step_at <= clock_timestamp(), false) AS due,
                                  job.attempts, job.submissions, job.task_id, job.result_urls, job.credits, job.media_type, job.bytes,
                                  job.sha256, job.audio_seconds, job.failure_reason, job.failure_code, job.failure_message, job.retry_of, job.trace_parent, job.created_at,
                                  job.updated_at, job.completed_at,
                                  extract(epoch FROM clock_timestamp() - job.submitted_at)::float8 AS working
                                  """;

    private JobRows() {}

    static LedgerJob job(Row row) {
        Double working = row.getDouble("working");
        return new LedgerJob(row.getUUID("id"), row.getString("caller"), State.valueOf(row.getString("state")),
                request(row), row.getBoolean("due"), row.getInteger("attempts"), row.getInteger("submissions"),
                working == null ? null : Duration.ofMillis(Math.round(working * 1000)), row.getString("task_id"),
                urls(row), decimal(row, "credits"), audio(row), failure(row), row.getUUID("retry_of"),
                row.getString("trace_parent"),
                row.getOffsetDateTime("created_at").toInstant(), row.getOffsetDateTime("updated_at").toInstant(),
                instant(row.getOffsetDateTime("completed_at")));
    }

    private static SoundEffectRequest request(Row row) {
        String format = row.getString("output_format");
        return new SoundEffectRequest(row.getString("prompt"), row.getBoolean("loop"),
                decimal(row, "duration_seconds"), row.getBigDecimal("prompt_influence"),
                OutputFormat.ofWireName(format)
                        .orElseThrow(() -> new IllegalStateException("no such format: " + format)),
                Optional.ofNullable(row.getString("callback_url")).map(URI::create).orElse(null));
    }

    private static List<URI> urls(Row row) {
        return Arrays.stream(row.getArrayOfStrings("result_urls")).map(URI::create).toList();
    }

    private static @Nullable BigDecimal decimal(Row row, String column) {
        return row.getBigDecimal(column);
    }

    private static @Nullable StoredAudio audio(Row row) {
        Buffer sha256 = row.getDelegate().getBuffer("sha256");
        return sha256 == null
                ? null
                : new StoredAudio(row.getString("media_type"), row.getLong("bytes"), Digests.hex(sha256.getBytes()),
                        decimal(row, "audio_seconds"));
    }

    private static @Nullable Failure failure(Row row) {
        String reason = row.getString("failure_reason");
        return reason == null
                ? null
                : new Failure(Failure.Reason.valueOf(reason), row.getString("failure_code"),
                        row.getString("failure_message"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
