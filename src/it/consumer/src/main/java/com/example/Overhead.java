package com.example;

import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.SoundEffectRequest;
import dev.foley.SoundEffects;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** Thunder as a whole, which kie.ai refuses at first. */
@ApplicationScoped
public class Overhead {
    private final SoundEffects soundEffects;

    public Overhead(SoundEffects soundEffects) {
        this.soundEffects = soundEffects;
    }

    /** Holds its thread until all of it is there. */
    public byte[] waited() {
        return thunder().await().indefinitely();
    }

    public CompletionStage<byte[]> promised() {
        return thunder().subscribeAsCompletionStage();
    }

    private Uni<byte[]> thunder() {
        SoundEffectRequest request = SoundEffectRequest.of("thunder overhead [[create:429*2]]")
                .withDurationSeconds(1.5);
        return soundEffects.generate(request)
                .onItem()
                .transformToMulti(soundEffects::download)
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer)
                .map(Buffer::getBytes);
    }
}
