package dev.foley.facade.graphql;

import dev.foley.facade.JobState;
import org.eclipse.microprofile.graphql.Description;

/** {@link JobState} with the descriptions that the schema shows. */
@Description("Where a sound effect is on its way.")
public enum SoundEffectState {
    @Description("Accepted, not yet sent to kie.ai.")
    QUEUED,
    @Description("On its way to kie.ai.")
    SUBMITTING,
    @Description("kie.ai is at work.")
    GENERATING,
    @Description("Made; the audio is being fetched.")
    FETCHING,
    @Description("The audio can be had. Nothing changes any more.")
    SUCCEEDED,
    @Description("Ended without audio; `failure` tells why. Nothing changes any more.")
    FAILED,
    @Description("Ended by its caller before it was sent. Nothing changes any more.")
    CANCELLED,
    @Description("Sent, and the answer was lost: kie.ai may or may not have taken it. `notice` tells the ways out.")
    UNCERTAIN;

    static SoundEffectState of(JobState state) {
        return valueOf(state.name());
    }

    JobState jobState() {
        return JobState.valueOf(name());
    }
}
