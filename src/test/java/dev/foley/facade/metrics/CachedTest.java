package dev.foley.facade.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.junit.jupiter.api.Test;

class CachedTest {
    private final List<UniEmitter<? super String>> readings = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private final Cached<String> cached = new Cached<>(Duration.ofSeconds(10), Duration.ofSeconds(60),
            () -> now.toNanos(), () -> Uni.createFrom().<String>emitter(readings::add));

    @Test
    void nothingIsReadBeforeSomebodyAsks() {
        assertThat(readings).isEmpty();
    }

    @Test
    void whoeverAsksDoesNotWait() {
        assertThat(cached.get()).isNull();
        readings.get(0).complete("one");
        assertThat(cached.get()).isEqualTo("one");
    }

    @Test
    void thereIsAPauseBetweenReadingsWhetherTheySucceedOrFail() {
        cached.get();
        readings.get(0).fail(new IllegalStateException());
        now = now.plusSeconds(9);
        cached.get();
        assertThat(readings).hasSize(1);
        now = now.plusSeconds(1);
        cached.get();
        assertThat(readings).hasSize(2);
    }

    @Test
    void theLastValueServesWhileTheNextIsRead() {
        cached.get();
        readings.get(0).complete("one");
        now = now.plusSeconds(50);
        assertThat(cached.get()).isEqualTo("one");
        assertThat(readings).hasSize(2);
    }

    @Test
    void aValueTooOldIsUnknown() {
        cached.get();
        readings.get(0).complete("one");
        now = now.plusSeconds(61);
        assertThat(cached.get()).isNull();
    }
}
