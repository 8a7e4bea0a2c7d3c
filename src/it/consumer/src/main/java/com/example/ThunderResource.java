package com.example;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import dev.foley.SoundEffectRequest;
import dev.foley.SoundEffects;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

@Path("/thunder")
public class ThunderResource {
    private final SoundEffects soundEffects;

    public ThunderResource(SoundEffects soundEffects) {
        this.soundEffects = soundEffects;
    }

    @GET
    @Produces("audio/mpeg")
    public Multi<Buffer> thunder() {
        SoundEffectRequest request = SoundEffectRequest.of("distant thunder").withDurationSeconds(1.5);
        return soundEffects.generate(request).onItem().transformToMulti(soundEffects::download);
    }
}
