package dev.foley.facade.graphql;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import dev.foley.facade.Job;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** A job as the schema shows it. */
@Description("One sound effect, from the request to the audio.")
public record SoundEffect(
        @Id @NonNull @Description("Opaque, and the way back to it, over REST as well.") String id,
        @NonNull @Description("Where it is on its way.") SoundEffectState state,
        @Description("The name of the caller whose it is, where an administrator asks; else null.") @Nullable String caller,
        @Description("What was asked for. Null where unknown.") @Nullable Request request,
        @Description("kie.ai's name for it. Null before kie.ai has it.") @Nullable String taskId,
        @Description("When it was accepted. Null where unknown.") @Nullable Instant createdAt,
        @Description("When its state changed last. Null where unknown.") @Nullable Instant updatedAt,
        @Description("When it ended. Null before, and where unknown.") @Nullable Instant completedAt,
        @Description("What kie.ai charged, in credits. Null before the end, and where unknown.") @Nullable BigDecimal credits,
        @Description("Its audio. Null unless it succeeded.") @Nullable Audio audio,
        @Description("Why it failed. Null unless it did.") @Nullable Failure failure,
        @Description("What its caller should know of it in this state, in words. Null where the state says it all.") @Nullable String notice,
        @Id @Description("The one that this one repeats. Null for none.") @Nullable String retryOf,
        @NonNull @Description("Whether an earlier call with the same idempotency key had created it.") Boolean replayed,
        @NonNull @Description("What may be done about it now.") List<@NonNull SoundEffectAction> actions) {

    /** @param audioPath where its audio would be */
    static SoundEffect of(Job job, String audioPath) {
        return new SoundEffect(job.id(), SoundEffectState.of(job.state()), job.caller(), Request.of(job.request()),
                job.taskId(),
                job.createdAt(), job.updatedAt(), job.completedAt(), job.credits(),
                Audio.of(job.audio(), audioPath), Failure.of(job.failure()), job.notice(), job.retryOf(),
                job.replayed(),
                job.actions().stream().map(SoundEffectAction::of).sorted().toList());
    }
}
