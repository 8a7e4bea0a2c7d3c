package dev.foley.facade.graphql;

import dev.foley.facade.Job;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** Why there is no audio. */
@Description("Why a sound effect failed.")
public record Failure(
        @NonNull @Description("The reason, for programs.") FailureReason reason,
        @Description("kie.ai's code, as it came, such as 500 or SENSITIVE_WORD_ERROR. Null where it gave none.") @Nullable String code,
        @Description("kie.ai's own words. Null where it gave none.") @Nullable String message) {

    static @Nullable Failure of(Job.@Nullable Failure failure) {
        return failure == null
                ? null
                : new Failure(FailureReason.of(failure.reason()), failure.code(), failure.message());
    }
}
