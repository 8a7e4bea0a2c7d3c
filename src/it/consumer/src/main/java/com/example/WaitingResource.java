package com.example;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import io.smallrye.common.annotation.Blocking;

/** For those who would rather wait, each in a way of their own. */
@Path("/thunder")
@Produces("audio/mpeg")
public class WaitingResource {
    private final Overhead overhead;
    private final Forecast forecast;

    public WaitingResource(Overhead overhead, Forecast forecast) {
        this.overhead = overhead;
        this.forecast = forecast;
    }

    /** On a thread of the pool, of which there may be one. */
    @GET
    @Path("/waited")
    public byte[] waited() {
        return overhead.waited();
    }

    @GET
    @Path("/promised")
    public CompletionStage<byte[]> promised() {
        return overhead.promised();
    }

    /** Since Java 21; called by its name, for this is compiled for 17. */
    @GET
    @Path("/virtual")
    @Blocking
    public CompletionStage<byte[]> virtual() throws ReflectiveOperationException {
        Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        CompletableFuture<byte[]> thunder = new CompletableFuture<>();
        start.invoke(null, (Runnable) () -> {
            try {
                thunder.complete(overhead.waited());
            } catch (RuntimeException fault) {
                thunder.completeExceptionally(fault);
            }
        });
        return thunder;
    }

    @GET
    @Path("/forecast")
    public CompletionStage<byte[]> forecast() {
        return forecast.thunder();
    }
}
