package dev.foley.facade.graphql;

import org.eclipse.microprofile.graphql.Description;

/** {@link dev.foley.facade.FailureReason} with the descriptions that the schema shows. */
@Description("Why a sound effect failed, for programs.")
public enum FailureReason {
    @Description("The prompt was refused for what it says: another prompt may pass.")
    CONTENT_REJECTED,
    @Description("kie.ai found a parameter invalid after it had accepted the task.")
    INVALID_PARAMETERS,
    @Description("The model did not answer in time.")
    MODEL_TIMEOUT,
    @Description("The model failed, or said nothing else that is known.")
    GENERATION_FAILED,
    @Description("kie.ai reports success and names no audio: probably charged, and lost.")
    NO_AUDIO,
    @Description("It waited for its turn until its deadline: nothing was created.")
    NOT_SENT_IN_TIME,
    @Description("The sound was made and paid for, and could not be fetched before its deadline.")
    AUDIO_LOST;

    static FailureReason of(dev.foley.facade.FailureReason reason) {
        return valueOf(reason.name());
    }
}
