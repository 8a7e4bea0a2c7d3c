package dev.foley.facade.graphql;

import dev.foley.facade.JobAction;
import org.eclipse.microprofile.graphql.Description;

/** {@link JobAction} with the descriptions that the schema shows. */
@Description("What may be done about a sound effect.")
public enum SoundEffectAction {
    @Description("Follow its changes: the subscription `soundEffectUpdated`.")
    WATCH,
    @Description("Take it out of the queue: the mutation `cancel`.")
    CANCEL,
    @Description("Ask for the same in a new job, which is a new payment: the mutation `retry`.")
    RETRY,
    @Description("Remove it, with its audio: the mutation `delete`.")
    DELETE;

    static SoundEffectAction of(JobAction action) {
        return valueOf(action.name());
    }
}
