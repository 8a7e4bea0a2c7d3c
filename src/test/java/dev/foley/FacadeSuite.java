package dev.foley;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/**
 * The tests that start the service in another profile than {@link dev.foley.ledger.LedgerProfile}. Classes have names here because
 * Quarkus loads them with a class loader of its own, that of their profile.
 */
@Suite
@IncludeEngines("junit-jupiter")
@SelectClasses(names = {
        "dev.foley.facade.FuzzTest",
        "dev.foley.facade.RootPathTest",
        "dev.foley.facade.callback.CallbacksOffTest",
        "dev.foley.facade.graphql.CallerTest",
        "dev.foley.facade.graphql.OverHttpTest",
        "dev.foley.facade.graphql.PassThroughTest",
        "dev.foley.facade.graphql.SlowSocketTest",
        "dev.foley.facade.health.DatabaseDownTest",
        "dev.foley.facade.metrics.PassThroughMetricsTest",
        "dev.foley.facade.page.PassThroughPageTest",
        "dev.foley.facade.rest.InternalErrorTest",
        "dev.foley.facade.rest.QueuedJobsTest",
        "dev.foley.facade.rest.RefusalTest",
        "dev.foley.facade.rest.RequestHeadsTest",
        "dev.foley.facade.rest.SoundEffectJourneyTest",
        "dev.foley.facade.rest.UpstreamFaultTest",
        "dev.foley.facade.security.BasicUsersTest",
        "dev.foley.facade.security.BearerTokensTest",
        "dev.foley.facade.security.GraphQlUsersTest",
        "dev.foley.facade.security.IssuerAwayTest",
        "dev.foley.facade.security.LongRequestLimitsTest",
        "dev.foley.facade.security.RouteAccessTest",
        "dev.foley.facade.security.TokenExpiryTest",
        "dev.foley.facade.tracing.PassThroughTraceTest",
        "dev.foley.ledger.ReadsDriveJobsTest"
})
class FacadeSuite {}
