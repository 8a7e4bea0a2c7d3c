package dev.foley.facade.callback;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import dev.foley.kie.CallbackSignature;
import dev.foley.kie.CallbackSignature.Verification;
import dev.foley.ledger.CallbackConfig;
import dev.foley.ledger.Database;
import dev.foley.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Takes callbacks: open to everyone, signed where the account has a key, and answered before anything is read from kie.ai. What one says makes the
 * ledger look for itself; nothing of it is believed.
 */
@Path("/callbacks/{jobId}")
class CallbackResource {
    private static final Logger LOG = Logger.getLogger(CallbackResource.class);
    private static final int LONGEST_TASK_ID = 200;

    private final Ledger ledger;
    private final Database database;
    private final Optional<CallbackSignature> signature;

    CallbackResource(Ledger ledger, Database database, CallbackConfig config, Clock clock) {
        this.ledger = ledger;
        this.database = database;
        this.signature = config.hmacKey()
                .filter(key -> !key.isBlank())
                .map(key -> new CallbackSignature(key, config.tolerance(), clock));
    }

    /** Answered once what it says is written down, which takes milliseconds: kie.ai may not say it again. */
    @POST
    public Uni<RestResponse<Void>> receive(@PathParam("jobId") String jobId,
            @HeaderParam(CallbackSignature.TIMESTAMP_HEADER) @Nullable String timestamp,
            @HeaderParam(CallbackSignature.SIGNATURE_HEADER) @Nullable String signed, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        Verification verification = signature.map(key -> key.verify(timestamp, signed, text))
                .orElseGet(() -> CallbackSignature.taskId(text));
        if (!(verification instanceof Verification.Valid valid)) {
            LOG.warnf("A callback was refused: %s", verification);
            return Uni.createFrom()
                    .item(RestResponse.status(signature.isPresent()
                            ? RestResponse.Status.UNAUTHORIZED
                            : RestResponse.Status.BAD_REQUEST));
        }
        return useful(jobId, valid.taskId()).invoke(useful -> {
            if (!useful) {
                LOG.debugf("A callback was of no use: it names no job that waits for its task");
            }
        }).map(useful -> RestResponse.ok());
    }

    private Uni<Boolean> useful(String jobId, String taskId) {
        return uuid(jobId).filter(id -> database.isConfigured() && taskId.length() <= LONGEST_TASK_ID)
                .map(id -> ledger.calledBack(id, taskId))
                .orElse(Uni.createFrom().item(false));
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
