package dev.foley.ledger;

import java.util.Locale;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.AudioStream;
import dev.foley.SoundEffect;
import dev.foley.SoundEffects;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** Brings the audio of one claimed job home: whole, checked, and digested. */
@ApplicationScoped
class Fetching {
    private final SoundEffects soundEffects;
    private final AudioStore audio;
    private final JobStore store;
    private final Transitions transitions;
    private final Backoffs backoffs;

    Fetching(SoundEffects soundEffects, AudioStore audio, JobStore store, Transitions transitions,
            LedgerConfig config) {
        this.soundEffects = soundEffects;
        this.audio = audio;
        this.store = store;
        this.transitions = transitions;
        this.backoffs = new Backoffs(config.backoff(), config.maxBackoff());
    }

    Uni<Void> fetch(LedgerJob job, UUID owner) {
        SoundEffect made = new SoundEffect(String.valueOf(job.taskId()), job.resultUrls(),
                job.request().outputFormat(), job.credits(), null, null);
        return soundEffects.open(made)
                .chain(stream -> whole(stream)
                        .call(bytes -> audio.put(job.id(), bytes))
                        .<Step>map(bytes -> new Step.Stored(
                                StoredAudio.of(job.request().outputFormat(), stream.mediaType(), bytes))))
                .onFailure()
                .recoverWithItem(fault -> later(job, fault))
                .chain(step -> store.take(job.id(), step, step instanceof Step.Later ? owner : null))
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
    private Step later(LedgerJob job, Throwable fault) {
        JobLog.warn(job, "its audio could not be fetched: " + fault.getMessage());
        return new Step.Later(State.FETCHING, backoffs.after(job.attempts()), true);
    }
}
