package dev.foley;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** The tests of {@link dev.foley.ledger.LedgerProfile}. */
@Suite
@IncludeEngines("junit-jupiter")
@SelectClasses(names = {
        "dev.foley.facade.ReadmeWalkTest",
        "dev.foley.facade.callback.CallbackResourceTest",
        "dev.foley.facade.graphql.BoundsTest",
        "dev.foley.facade.graphql.GraphQlFuzzTest",
        "dev.foley.facade.graphql.KeptSoundEffectsTest",
        "dev.foley.facade.graphql.SchemaTest",
        "dev.foley.facade.graphql.SocketProtocolTest",
        "dev.foley.facade.graphql.SubscriptionTest",
        "dev.foley.facade.health.DatabaseUpTest",
        "dev.foley.facade.metrics.LedgerMetricsTest",
        "dev.foley.facade.page.PageLooksTest",
        "dev.foley.facade.page.PageTest",
        "dev.foley.facade.page.QueuedSoundTest",
        "dev.foley.facade.rest.EventsTest",
        "dev.foley.facade.rest.KeptAudioTest",
        "dev.foley.facade.rest.KeptJobsTest",
        "dev.foley.facade.rest.OpenApiTest",
        "dev.foley.facade.rest.WaitAndListTest",
        "dev.foley.ledger.CreateTaskOutcomesTest",
        "dev.foley.ledger.EmbeddedDatabaseTest",
        "dev.foley.ledger.JobLogTest",
        "dev.foley.ledger.JobTraceTest",
        "dev.foley.ledger.LedgerJourneyTest",
        "dev.foley.ledger.PoolsTest"
})
class LedgerSuite {}
