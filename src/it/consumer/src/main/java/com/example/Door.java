package com.example;

import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.SoundEffect;
import dev.foley.SoundEffectRequest;
import dev.foley.SoundEffects;
import dev.foley.Task;
import dev.foley.kie.Departure;
import io.smallrye.mutiny.Uni;

/** For those who would rather wait. */
@ApplicationScoped
public class Door {
    private final SoundEffects soundEffects;

    public Door(SoundEffects soundEffects) {
        this.soundEffects = soundEffects;
    }

    public Path slam() {
        SoundEffect effect = soundEffects.generate(SoundEffectRequest.of("door slam")).await().indefinitely();
        Path file = soundEffects.download(effect, Path.of("door-slam.mp3")).await().indefinitely();
        return file;
    }

    /** Once, and when somebody is at home. */
    public Task knock(Uni<Void> somebodyComes) {
        return soundEffects.submitOnce(SoundEffectRequest.of("a knock"), new Departure() {
            @Override
            public Uni<Void> permission() {
                return somebodyComes;
            }

            @Override
            public void leaving() {}
        }).await().indefinitely();
    }
}
