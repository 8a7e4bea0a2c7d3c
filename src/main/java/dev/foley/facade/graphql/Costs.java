package dev.foley.facade.graphql;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import dev.foley.facade.CostSummary;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What a caller spent. */
@Description("What the sound effects cost that the caller sees. Those that were removed count by the month.")
public record Costs(
        @NonNull @Description("Those created since then are counted.") Instant since,
        @NonNull @Description("What they cost, in credits.") BigDecimal credits,
        @Description("How many cost anything.") int jobs,
        @Description("The same for each caller, by name, where an administrator asks; else null.") @Nullable List<@NonNull CallerCosts> callers) {

    /** What one caller spent. */
    @Description("What one caller's sound effects cost.")
    public record CallerCosts(
            @NonNull @Description("The name under which they are kept.") String caller,
            @NonNull @Description("What they cost, in credits.") BigDecimal credits,
            @Description("How many cost anything.") int jobs) {

        private static CallerCosts of(CostSummary.OfCaller costs) {
            return new CallerCosts(costs.caller(), costs.credits(), Math.toIntExact(costs.jobs()));
        }
    }

    static Costs of(CostSummary costs) {
        return new Costs(costs.since(), costs.credits(), Math.toIntExact(costs.jobs()),
                costs.callers() == null ? null : costs.callers().stream().map(CallerCosts::of).toList());
    }
}
