package dev.foley.ledger;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.AudioStream;
import dev.foley.SoundEffect;
import dev.foley.SoundEffects;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** Brings the audio of one claimed job home: whole, checked, and digested. */
@ApplicationScoped
class Fetching {
    /** In percent: what a fetch may take, so that two replicas never fetch the same audio. */
    private static final int SHARE_OF_LEASE = 80;

    private final SoundEffects soundEffects;
    private final JobStore store;
    private final Transitions transitions;
    private final Backoffs backoffs;
    private final Duration longest;

    Fetching(SoundEffects soundEffects, JobStore store, Transitions transitions, LedgerConfig config) {
        this.soundEffects = soundEffects;
        this.longest = config.lease().multipliedBy(SHARE_OF_LEASE).dividedBy(100);
        this.store = store;
        this.transitions = transitions;
        this.backoffs = new Backoffs(config.backoff(), config.maxBackoff());
    }

    /** @param claim under which the job was taken; it is given up before another replica may take it over */
    Uni<Void> fetch(LedgerJob job, UUID claim) {
        SoundEffect made = new SoundEffect(String.valueOf(job.taskId()), job.resultUrls(),
                job.request().outputFormat(), job.credits(), null, null);
        return soundEffects.open(made)
                .chain(stream -> whole(stream)
                        .<Step>map(bytes -> new Step.Stored(
                                StoredAudio.of(job.request().outputFormat(), stream.mediaType(), bytes), bytes)))
                .ifNoItem()
                .after(longest)
                .failWith(() -> new TimeoutException("it took longer than " + longest))
                .onFailure()
                .recoverWithItem(fault -> later(job, claim, fault))
                .chain(step -> store.take(job.id(), step))
                .invoke(taken -> transitions.told(job, taken, null))
                .replaceWithVoid();
    }

    private static Uni<Buffer> whole(AudioStream stream) {
        return stream.bytes().collect().in(Buffer::buffer, Buffer::appendBuffer).invoke(bytes -> {
            if (bytes.length() == 0 || stream.length() != null && stream.length() != bytes.length()) {
                throw new IllegalStateException(
                        String.format(Locale.ROOT, "%d bytes came of %s", bytes.length(), stream.length()));
            }
        });
    }

    /** Whatever the reason: the sound is paid for, and an operator may mend what keeps it away. */
    private Step later(LedgerJob job, UUID claim, Throwable fault) {
        JobLog.warn(job, "its audio could not be fetched: " + fault.getMessage());
        return new Step.Later(State.FETCHING, claim, backoffs.after(job.attempts()), true);
    }
}
