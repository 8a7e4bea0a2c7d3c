package dev.foley.facade.callback;

import java.time.Duration;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.foley.ledger.Database;
import dev.foley.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes the event of a schedule, and moves jobs on: a function does nothing between requests. */
@Path("/callbacks/schedule")
class ScheduleResource {
    /** Shorter than the function's timeout, deploy/lambda/template.yaml, by what one step may take. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Ledger ledger;
    private final Database database;
    private final APIGatewayV2HTTPEvent.RequestContext context;

    ScheduleResource(Ledger ledger, Database database, APIGatewayV2HTTPEvent.RequestContext context) {
        this.ledger = ledger;
        this.database = database;
        this.context = context;
    }

    /** For those who may invoke the function itself: whatever comes through API Gateway has that one's id. */
    @POST
    public Uni<RestResponse<Void>> run() {
        if (context.getApiId() != null || !database.isConfigured()) {
            return Uni.createFrom().item(RestResponse.notFound());
        }
        return ledger.catchUp(LONGEST).replaceWith(RestResponse.noContent());
    }
}
