package dev.foley.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

class AccountBalanceTest {
    private final AtomicLong now = new AtomicLong();
    private final List<CompletableFuture<BigDecimal>> reads = new ArrayList<>();
    private final AccountBalance balance = new AccountBalance(() -> {
        CompletableFuture<BigDecimal> read = new CompletableFuture<>();
        reads.add(read);
        return Uni.createFrom().completionStage(read);
    }, now::get);

    private CompletableFuture<BigDecimal> ask() {
        return balance.read().subscribeAsCompletionStage();
    }

    @Test
    void everybodyWhoAsksAtATimeIsToldByOneRead() {
        CompletableFuture<BigDecimal> one = ask();
        CompletableFuture<BigDecimal> other = ask();
        reads.get(0).complete(BigDecimal.TEN);
        assertThat(List.of(one.join(), other.join(), ask().join())).containsOnly(BigDecimal.TEN);
        assertThat(reads).hasSize(1);
    }

    @Test
    void itIsReadAgainAfterHalfAMinute() {
        ask();
        reads.get(0).complete(BigDecimal.TEN);
        now.addAndGet(AccountBalance.KEPT.toNanos() - 1);
        ask();
        assertThat(reads).hasSize(1);
        now.incrementAndGet();
        CompletableFuture<BigDecimal> later = ask();
        reads.get(1).complete(BigDecimal.ONE);
        assertThat(later.join()).isEqualTo(BigDecimal.ONE);
    }

    @Test
    void aFailureIsToldForAWhileAndThenTriedAgain() {
        ask();
        reads.get(0).completeExceptionally(new IllegalStateException("away"));
        assertThatThrownBy(ask()::join).hasMessageContaining("away");
        assertThat(reads).hasSize(1);
        now.addAndGet(AccountBalance.FAILURE_KEPT.toNanos());
        ask();
        assertThat(reads).hasSize(2);
    }

    @Test
    void whoeverLeavesKeepsNobodyFromTheNextRead() {
        ask().cancel(true);
        CompletableFuture<BigDecimal> next = ask();
        reads.get(reads.size() - 1).complete(BigDecimal.ONE);
        assertThat(next.join()).isEqualTo(BigDecimal.ONE);
    }
}
