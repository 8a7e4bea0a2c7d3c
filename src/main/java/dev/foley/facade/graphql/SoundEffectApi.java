package dev.foley.facade.graphql;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.facade.Computation;
import dev.foley.facade.Job;
import dev.foley.facade.JobQuery;
import dev.foley.facade.Jobs;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/**
 * Sound effects over GraphQL. Fields of the root may be null, so that one that fails takes none of the others with it: a
 * job that was paid for must not vanish from the answer.
 */
@GraphQLApi
@ApplicationScoped
public class SoundEffectApi {
    private static final String KEY = "A word of the caller's own, 1 to 255 printable characters of ASCII: "
            + "the same call with the same key gives the same job for a day, and no second payment.";

    private final Jobs jobs;
    private final AudioPaths paths;
    private final Computation computation;

    SoundEffectApi(Jobs jobs, AudioPaths paths, Computation computation) {
        this.jobs = jobs;
        this.paths = paths;
        this.computation = computation;
    }

    @Mutation
    @Description("Starts a sound effect, which is a payment once it succeeds.")
    public Uni<@Nullable SoundEffect> generateSoundEffect(
            @NonNull @Description("What to make.") SoundEffectInput input,
            @Description(KEY) @Nullable String idempotencyKey,
            @DefaultValue("false") @Description("Whether the sound of an identical earlier request of the caller will do, for nothing.") @Nullable Boolean reuse) {
        return FieldFault.wrapped(null, () -> jobs
                .create(input.request(), Arguments.key(idempotencyKey), Boolean.TRUE.equals(reuse))
                .map(view()));
    }

    @Mutation
    @Description("Takes a sound effect out of the queue; once kie.ai may have it, nothing can.")
    public Uni<@Nullable SoundEffect> cancel(@Id @NonNull @Description("Its id.") String id) {
        return FieldFault.wrapped(id, () -> jobs.cancel(id).map(view()));
    }

    @Mutation
    @Description("Asks for the same as one that failed or is uncertain, in a new job, which is a new payment.")
    public Uni<@Nullable SoundEffect> retry(@Id @NonNull @Description("The id of that one.") String id,
            @Description(KEY) @Nullable String idempotencyKey) {
        return FieldFault.wrapped(id, () -> jobs.retry(id, Arguments.key(idempotencyKey)).map(view()));
    }

    @Mutation
    @Description("Removes a sound effect that has ended, with its audio. Gives its id.")
    public @Id Uni<@Nullable String> delete(@Id @NonNull @Description("Its id.") String id) {
        return FieldFault.wrapped(id, () -> jobs.delete(id).replaceWith(id));
    }

    @Query
    @Description("The sound effect of that id.")
    public Uni<@Nullable SoundEffect> soundEffect(@Id @NonNull @Description("Its id.") String id) {
        return FieldFault.wrapped(id, () -> jobs.find(id).map(view()));
    }

    @Query
    @Description("The caller's sound effects, newest first.")
    public Uni<@Nullable SoundEffectConnection> soundEffects(
            @DefaultValue("20") @Description("How many at most: 1 to 100.") @Nullable Integer first,
            @Description("The cursor that they are behind: the endCursor of the page before.") @Nullable String after,
            @Description("In any of these states; none or null for all.") @Nullable List<@Nullable SoundEffectState> states,
            @Description("A part of the text, in capitals or not: 1 to 200 characters.") @Nullable String text,
            @Description("The name of the caller whose they are, for administrators; null for everybody's.") @Nullable String caller) {
        return FieldFault.wrapped(null, () -> {
            JobQuery query = Arguments.query(first, after, states, text).of(Arguments.caller(caller));
            AudioPaths.Audience audience = paths.ofCurrentRequest();
            // What the engine does with it is done there, too.
            return jobs.list(query)
                    .emitOn(computation)
                    .map(page -> SoundEffectConnection.of(page, query.after() != null, audience));
        });
    }

    @Query
    @Description("What is left on the account at kie.ai, in credits.")
    public Uni<@Nullable BigDecimal> credits() {
        return FieldFault.wrapped(null, jobs::credits);
    }

    @Query
    @Description("What the caller's sound effects cost.")
    public Uni<@Nullable Costs> costs(
            @Name("since") @Description("Those created since then, from 1970 to 9999; null for those of this month, in UTC.") @Nullable Instant since,
            @Description("The name of the caller whose they are, for administrators; null for everybody's.") @Nullable String caller) {
        return FieldFault.wrapped(null,
                () -> jobs.costs(Arguments.since(since), Arguments.caller(caller)).map(Costs::of));
    }

    @Subscription
    @Description("The sound effect as it is, and at each change of its state; complete once nothing changes any more.")
    public Multi<@Nullable SoundEffect> soundEffectUpdated(@Id @NonNull @Description("Its id.") String id) {
        return FieldFault.wrappedStream(id, () -> jobs.watch(id).map(view()));
    }

    /** Called at once, while the request is there that tells where its client finds audio. */
    private Function<Job, SoundEffect> view() {
        AudioPaths.Audience audience = paths.ofCurrentRequest();
        return job -> SoundEffect.of(job, audience.of(job));
    }
}
