package dev.foley;

import java.net.URI;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;

import dev.foley.error.DownloadException;
import dev.foley.error.DownloadException.Reason;
import dev.foley.error.KieAnswerException;
import dev.foley.kie.KieClient;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;

/** Fetches audio: retries what is free to retry, and renews a result URL that has expired, once. */
@ApplicationScoped
class Downloads {
    private static final class Stream extends TypeLiteral<Uni<AudioStream>> {}

    private static final class File extends TypeLiteral<Uni<Path>> {}

    private final KieClient kie;
    private final MediaHost mediaHost;
    private final AudioFiles files;
    private final Guard retry;

    Downloads(KieClient kie, MediaHost mediaHost, AudioFiles files, DownloadConfig config) {
        this.kie = kie;
        this.mediaHost = mediaHost;
        this.files = files;
        this.retry = Guard.create()
                .withDescription("foley.download")
                .withRetry()
                .maxRetries(config.retries())
                .maxDuration(0, ChronoUnit.MILLIS)
                .delay(config.backoff().toMillis(), ChronoUnit.MILLIS)
                .jitter(config.backoff().toMillis() / 2, ChronoUnit.MILLIS)
                .withExponentialBackoff()
                .done()
                .whenException(Downloads::isPassing)
                .done()
                .build();
    }

    private static boolean isPassing(Throwable fault) {
        return fault instanceof DownloadException failed && failed.reason() == Reason.UNAVAILABLE;
    }

    Uni<AudioStream> open(SoundEffect soundEffect, MediaRequest wanted) {
        return retried(() -> openOnce(soundEffect, wanted), new Stream());
    }

    Uni<Path> toFile(SoundEffect soundEffect, Path file) {
        return retried(() -> openOnce(soundEffect, MediaRequest.WHOLE).chain(audio -> files.write(audio.bytes(), file)),
                new File());
    }

    private <T> Uni<T> retried(Supplier<Uni<T>> action, TypeLiteral<Uni<T>> type) {
        return Uni.createFrom().deferred(() -> retry.get(action, type));
    }

    private Uni<AudioStream> openOnce(SoundEffect soundEffect, MediaRequest wanted) {
        URI url = soundEffect.urls().get(0);
        return mediaHost.open(url, soundEffect.format(), wanted)
                .onFailure(Downloads::hasExpired)
                .recoverWithUni(expired -> renewed(url, expired)
                        .chain(signed -> mediaHost.open(signed, soundEffect.format(), wanted)));
    }

    private Uni<URI> renewed(URI url, Throwable expired) {
        return kie.downloadUrl(url.toString())
                .map(URI::create)
                .onFailure(fault -> fault instanceof KieAnswerException || fault instanceof IllegalArgumentException)
                .transform(refusal -> new DownloadException(Reason.EXPIRED,
                        "its URL has expired and cannot be renewed: " + refusal.getMessage(), expired));
    }

    private static boolean hasExpired(Throwable fault) {
        return fault instanceof DownloadException failed && failed.reason() == Reason.EXPIRED;
    }
}
