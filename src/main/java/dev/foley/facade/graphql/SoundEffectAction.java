package dev.foley.facade.graphql;

import dev.foley.facade.JobAction;
import org.eclipse.microprofile.graphql.Description;

/** {@link JobAction} with the descriptions that the schema shows. */
@Description("What may be done to a sound effect: the mutation of that name.")
public enum SoundEffectAction {
    @Description("Take it out of the queue: `cancel`.")
    CANCEL,
    @Description("Ask for the same in a new job, which is a new payment: `retry`.")
    RETRY,
    @Description("Remove it, with its audio: `delete`.")
    DELETE;

    static SoundEffectAction of(JobAction action) {
        return valueOf(action.name());
    }
}
