package com.example;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import dev.foley.SoundEffectRequest;
import dev.foley.SoundEffects;
import io.vertx.core.buffer.Buffer;

@Path("/thunder/waited")
public class WaitingResource {
    private final SoundEffects soundEffects;

    public WaitingResource(SoundEffects soundEffects) {
        this.soundEffects = soundEffects;
    }

    /** For those who would rather wait: it holds its thread, of which there may be one, until all of it is there. kie.ai refuses it at first. */
    @GET
    @Produces("audio/mpeg")
    public byte[] waited() {
        SoundEffectRequest request = SoundEffectRequest.of("thunder overhead [[create:429*2]]")
                .withDurationSeconds(1.5);
        return soundEffects.generate(request)
                .onItem()
                .transformToMulti(soundEffects::download)
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer)
                .await()
                .indefinitely()
                .getBytes();
    }
}
