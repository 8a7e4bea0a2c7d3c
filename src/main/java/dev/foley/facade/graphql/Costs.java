package dev.foley.facade.graphql;

import java.math.BigDecimal;
import java.time.Instant;

import dev.foley.facade.CostSummary;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/** What a caller spent. */
@Description("What the caller's sound effects cost, as far as they are kept.")
public record Costs(
        @NonNull @Description("Those created since then are counted.") Instant since,
        @NonNull @Description("What they cost, in credits.") BigDecimal credits,
        @Description("How many cost anything.") int jobs) {

    static Costs of(CostSummary costs) {
        return new Costs(costs.since(), costs.credits(), Math.toIntExact(costs.jobs()));
    }
}
