package com.example;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;

/** Thunder that nobody asks for: {@code forecast.every} says how often, and is off by default. */
@ApplicationScoped
public class Forecast {
    private final Overhead overhead;
    private final CompletableFuture<byte[]> first = new CompletableFuture<>();

    public Forecast(Overhead overhead) {
        this.overhead = overhead;
    }

    @Scheduled(every = "${forecast.every:off}")
    void generate() {
        first.complete(overhead.waited());
    }

    /** The first. */
    public CompletionStage<byte[]> thunder() {
        return first;
    }
}
