package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CostsTest {
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final Caller BOSS = new Caller("boss", true);

    private TestDatabase database;
    private StoreFixture here;
    private Costs costs;

    @BeforeEach
    void open() {
        database = TestPostgres.migrated();
        here = new StoreFixture(database);
        costs = new Costs(database);
        cost("ann", "1.5", "2026-11-02");
        cost("eve", "0.5", "2026-11-03");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private UUID cost(String caller, String credits, String day) {
        UUID id = here.queued(caller, "x");
        database.sql("UPDATE job SET state = 'SUCCEEDED', completed_at = now(), created_at = '" + day
                + "T12:00:00Z', credits = " + credits + " WHERE id = '" + id + "'");
        return id;
    }

    private void remove(UUID id) {
        database.sql("DELETE FROM job WHERE id = '" + id + "'");
    }

    @Test
    void whatWasRemovedCountsWithItsMonth() {
        remove(cost("ann", "3", "2026-11-20"));
        remove(cost("ann", "4", "2026-10-20"));

        assertThat(await(costs.since(Caller.of("ann"), null, NOVEMBER)))
                .containsExactly(new Cost("ann", new BigDecimal("4.5"), 2));
        assertThat(await(costs.since(Caller.of("ann"), null, Instant.EPOCH)))
                .containsExactly(new Cost("ann", new BigDecimal("8.5"), 3));
        assertThat(await(costs.since(Caller.of("ann"), null, NOVEMBER.plusSeconds(1))))
                .containsExactly(new Cost("ann", new BigDecimal("1.5"), 1));
    }

    @Test
    void oneOfThemCanBeAskedForByWhoeverSeesAll() {
        assertThat(await(costs.since(BOSS, null, NOVEMBER))).extracting(Cost::caller).containsExactly("ann", "eve");
        assertThat(await(costs.since(BOSS, "eve", NOVEMBER)))
                .containsExactly(new Cost("eve", new BigDecimal("0.5"), 1));
        assertThat(await(costs.since(Caller.of("ann"), "eve", NOVEMBER))).isEmpty();
    }
}
