package dev.foley.bench.bare;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.UUID;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** The least that a Quarkus service can do for each of these: one statement, or one event to all who listen. */
@Singleton
@Path("/bare")
@Produces(MediaType.APPLICATION_JSON)
public class BareResource {
    private static final String COLUMNS = """
                                          id, state, prompt, loop, duration_seconds, prompt_influence, output_format, task_id, credits,
                                          media_type, bytes, sha256, audio_seconds, created_at, updated_at, completed_at
                                          """;
    /** As long as that of Foley. */
    private static final byte[] FINGERPRINT = new byte[32];

    /** Asked for late: benchmarks without a database have this class, too. */
    private final Instance<Pool> pool;
    private final BroadcastProcessor<BareJob> events = BroadcastProcessor.create();

    BareResource(Instance<Pool> pool) {
        this.pool = pool;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<BareJob>> create(BareJob.Request request) {
        return pool.get()
                .preparedQuery(
                        """
                        INSERT INTO bare_job (id, caller, state, prompt, loop, duration_seconds, prompt_influence,
                                              output_format, fingerprint, give_up_at)
                        VALUES ($1, 'anonymous', 'QUEUED', $2, $3, $4, $5, $6, $7, clock_timestamp() + interval '1 day')
                        RETURNING
                        """ + COLUMNS)
                .execute(Tuple.from(new Object[]{UUID.randomUUID(), request.text(), request.loop(),
                        request.durationSeconds(), request.promptInfluence(), request.outputFormat(),
                        Buffer.buffer(FINGERPRINT)}))
                .map(rows -> RestResponse.status(Status.ACCEPTED, job(rows.iterator().next())));
    }

    @GET
    @Path("/{id}")
    public Uni<BareJob> find(@PathParam("id") UUID id) {
        return pool.get()
                .preparedQuery("SELECT " + COLUMNS + " FROM bare_job WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> job(rows.iterator().next()));
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<BareJob> events(@PathParam("id") UUID id) {
        return Multi.createBy().merging().streams(find(id).toMulti(), events);
    }

    /** Reads a row, and tells all who listen of it. */
    @POST
    @Path("/{id}/told")
    public Uni<BareJob> tell(@PathParam("id") UUID id) {
        return find(id).invoke(events::onNext);
    }

    private static BareJob job(Row row) {
        Buffer sha256 = row.getDelegate().getBuffer("sha256");
        return new BareJob(row.getUUID("id").toString(), row.getString("state"),
                new BareJob.Request(row.getString("prompt"), row.getBoolean("loop"),
                        row.getBigDecimal("duration_seconds"), row.getBigDecimal("prompt_influence"),
                        row.getString("output_format")),
                row.getString("task_id"), row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(), instant(row.getOffsetDateTime("completed_at")),
                row.getBigDecimal("credits"),
                sha256 == null
                        ? null
                        : new BareJob.Audio(row.getString("media_type"), row.getLong("bytes"),
                                HexFormat.of().formatHex(sha256.getBytes()), row.getBigDecimal("audio_seconds")));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
