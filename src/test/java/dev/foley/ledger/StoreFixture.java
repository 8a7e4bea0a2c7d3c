package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.await;

import java.util.Optional;
import java.util.UUID;

import dev.foley.SoundEffectRequest;
import org.jspecify.annotations.Nullable;

/** A replica's view of a database, without a worker. */
final class StoreFixture {
    final TestDatabase database;
    final JobWriter writer;
    final JobStore store;
    final Pace pace;
    final Claims claims;
    final Maintenance maintenance;
    final UUID owner = UUID.randomUUID();

    StoreFixture(TestDatabase database, String... overrides) {
        TestLedgerConfig config = new TestLedgerConfig(overrides);
        this.database = database;
        writer = new JobWriter(database, new Quotas(config.quota()), config.ledger());
        store = new JobStore(database, config.ledger());
        pace = new Pace(database, config.submit(), config.status(), config.ledger());
        claims = new Claims(database, pace, config.ledger());
        maintenance = new Maintenance(database, new Unsent(claims, config.ledger()),
                new Transitions(new NoListeners<>()),
                config.retention(), new NoListeners<>());
        await(pace.prepare(Pace.Kind.SUBMIT));
        await(pace.prepare(Pace.Kind.POLL));
    }

    static NewJob job(String caller, String text, @Nullable String key) {
        return new NewJob(UUID.randomUUID(), caller, SoundEffectRequest.of(text), key, false, null, null);
    }

    UUID queued(String caller, String text) {
        return await(writer.write(job(caller, text, null))).id();
    }

    /** A job that is SUBMITTING now. */
    Optional<Claims.Paced> claim() {
        UUID claim = UUID.randomUUID();
        return await(claims.submit(claim))
                .map(job -> new Claims.Paced(await(claims.sending(job.job().id(), claim)).orElseThrow(), job.slot()));
    }

    State stateOf(UUID id) {
        return await(store.find(id)).orElseThrow().state();
    }

    Optional<LedgerJob> take(UUID id, Step step) {
        return await(store.take(id, step));
    }
}
