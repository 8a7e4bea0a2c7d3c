package dev.foley;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
    /** kie.ai promises a day; media hosts were seen to take minutes to have a file. */
    private static final Duration NEW = Duration.ofHours(1);

    private static final class Stream extends TypeLiteral<Uni<AudioStream>> {}

    private static final class File extends TypeLiteral<Uni<Path>> {}

    private final KieClient kie;
    private final MediaHost mediaHost;
    private final AudioFiles files;
    private final Clock clock;
    private final Guard retry;

    Downloads(KieClient kie, MediaHost mediaHost, AudioFiles files, DownloadConfig config, Clock clock) {
        this.kie = kie;
        this.mediaHost = mediaHost;
        this.files = files;
        this.clock = clock;
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
        return is(fault, Reason.UNAVAILABLE, Reason.BLOCKED);
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
                .onFailure(Downloads::mayBeRenewed)
                .recoverWithUni(refusal -> renewed(url, (DownloadException) refusal)
                        .chain(signed -> mediaHost.open(signed, soundEffect.format(), wanted)))
                .onFailure(fault -> is(fault, Reason.EXPIRED) && isNew(soundEffect))
                .transform(
                        absent -> new DownloadException(Reason.UNAVAILABLE, "its host does not have it yet", absent));
    }

    /** kie.ai keeps results for a day at least: what is missing minutes after its completion has not arrived yet. */
    private boolean isNew(SoundEffect soundEffect) {
        Instant completed = soundEffect.completedAt();
        return completed != null && clock.instant().isBefore(completed.plus(NEW));
    }

    private Uni<URI> renewed(URI url, DownloadException refusal) {
        return kie.downloadUrl(url.toString())
                .map(link -> Tasks.uri(link).orElseThrow(IllegalArgumentException::new))
                .onFailure(fault -> fault instanceof KieAnswerException || fault instanceof IllegalArgumentException)
                .transform(noRenewal -> refusal);
    }

    private static boolean mayBeRenewed(Throwable fault) {
        return is(fault, Reason.EXPIRED, Reason.BLOCKED);
    }

    private static boolean is(Throwable fault, Reason... reasons) {
        return fault instanceof DownloadException failed && List.of(reasons).contains(failed.reason());
    }
}
