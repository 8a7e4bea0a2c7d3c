package dev.foley.facade.callback;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;

import dev.foley.facade.callback.CallbackMetrics.Outcome;
import dev.foley.facade.http.HttpConnections;
import dev.foley.facade.http.RequestBodies;
import dev.foley.kie.CallbackSignature;
import dev.foley.kie.CallbackSignature.Verification;
import dev.foley.ledger.CallbackConfig;
import dev.foley.ledger.Database;
import dev.foley.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Receives callbacks: public, signed where the account has a webhook key, and answered before anything is read from kie.ai.
 * A callback only makes the ledger read the task's record, which decides. Path and headers are checked before the body is
 * read.
 */
@Path("/callbacks/{jobId}")
class CallbackResource {
    private static final Logger LOG = Logger.getLogger(CallbackResource.class);
    private static final int LONGEST_TASK_ID = 200;

    private final Ledger ledger;
    private final CallbackMetrics metrics;
    private final RequestBodies bodies;
    private final boolean enabled;
    private final Optional<CallbackSignature> signature;

    CallbackResource(Ledger ledger, Database database, CallbackConfig config, CallbackMetrics metrics,
            RequestBodies bodies, Clock clock) {
        this.ledger = ledger;
        this.bodies = bodies;
        this.metrics = metrics;
        this.enabled = config.baseUrl().isPresent() && database.isConfigured();
        this.signature = config.hmacKey()
                .filter(key -> !key.isBlank())
                .map(key -> new CallbackSignature(key, config.tolerance(), clock));
    }

    /** Answers once what it says is written down, which takes milliseconds: kie.ai may not say it again. */
    @POST
    public Uni<RestResponse<Void>> receive(@PathParam("jobId") String jobId,
            @HeaderParam(CallbackSignature.TIMESTAMP_HEADER) @Nullable String timestamp,
            @HeaderParam(CallbackSignature.SIGNATURE_HEADER) @Nullable String signed,
            @Context RoutingContext exchange) {
        Optional<UUID> job = enabled ? uuid(jobId) : Optional.empty();
        if (job.isEmpty()) {
            HttpConnections.closeAfterAnswer(exchange);
            metrics.count(Outcome.REFUSED);
            return Uni.createFrom().failure(new NotFoundException());
        }
        Optional<CallbackSignature.Reason> refusal = signature.flatMap(key -> key.refusal(timestamp, signed));
        if (refusal.isPresent()) {
            HttpConnections.closeAfterAnswer(exchange);
            return Uni.createFrom().item(refused(refusal.get()));
        }
        return bodies.read(exchange)
                .onFailure()
                .invoke(() -> metrics.count(Outcome.REFUSED))
                .map(body -> verified(timestamp, signed, new String(body, StandardCharsets.UTF_8)))
                .chain(verification -> verification instanceof Verification.Valid valid
                        ? received(job.get(), valid.taskId())
                        : Uni.createFrom().item(refused(((Verification.Invalid) verification).reason())));
    }

    private Verification verified(@Nullable String timestamp, @Nullable String signed, String body) {
        return signature.map(key -> key.verify(timestamp, signed, body))
                .orElseGet(() -> CallbackSignature.taskId(body));
    }

    /** At DEBUG, for strangers may send any number of these. */
    private RestResponse<Void> refused(CallbackSignature.Reason reason) {
        metrics.count(Outcome.REFUSED);
        LOG.debugf("A callback was refused: %s", reason);
        return RestResponse.status(signature.isPresent()
                ? RestResponse.Status.UNAUTHORIZED
                : RestResponse.Status.BAD_REQUEST);
    }

    private Uni<RestResponse<Void>> received(UUID job, String taskId) {
        Uni<Boolean> useful = taskId.length() <= LONGEST_TASK_ID
                ? ledger.calledBack(job, taskId)
                : Uni.createFrom().item(false);
        return useful.invoke(found -> {
            metrics.count(found ? Outcome.USEFUL : Outcome.USELESS);
            if (!found) {
                LOG.debugf("A callback names no job that waits for its task");
            }
        }).map(found -> RestResponse.ok());
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
