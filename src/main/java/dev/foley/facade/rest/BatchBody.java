package dev.foley.facade.rest;

import java.util.List;

import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.foley.facade.Outcome;
import org.jspecify.annotations.Nullable;

/** What became of a batch, in the order of its requests. */
record BatchBody(List<Item> items) {

    /**
     * Either is there.
     *
     * @param status   that the request would have been answered with on its own
     * @param replayed true where an earlier request with the same key had created the job; else absent
     * @param problem  as JSON
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(int status, @Nullable Boolean replayed, @Nullable JobBody job, @JsonRawValue @Nullable String problem) {
        static Item of(Outcome outcome, UriInfo uri, boolean repeatable) {
            if (outcome instanceof Outcome.Created created) {
                return new Item(created.job().state().isFinal() ? 200 : 202, created.job().replayed() ? true : null,
                        JobBody.of(created.job(), JobPaths.of(created.job(), uri)), null);
            }
            Occurrence occurrence = Occurrence.report(((Outcome.Refused) outcome).fault(), uri.getPath(), null,
                    repeatable);
            return new Item(occurrence.problem().status(), null, null, occurrence.json());
        }
    }

    /** @param repeatable whether repeating the batch starts nothing twice */
    static BatchBody of(List<Outcome> outcomes, UriInfo uri, boolean repeatable) {
        return new BatchBody(outcomes.stream().map(outcome -> Item.of(outcome, uri, repeatable)).toList());
    }
}
