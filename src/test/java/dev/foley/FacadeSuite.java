package dev.foley;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/**
 * The tests of the service in profiles that no other suite has. Classes have names here because Quarkus loads them with a class
 * loader of its own, that of their profile.
 */
@Suite
@IncludeEngines("junit-jupiter")
@SelectClasses(names = {
        "dev.foley.facade.FuzzTest",
        "dev.foley.facade.RootPathTest",
        "dev.foley.facade.graphql.CallerTest",
        "dev.foley.facade.health.DatabaseDownTest",
        "dev.foley.facade.rest.InternalErrorTest",
        "dev.foley.facade.rest.QueuedJobsTest",
        "dev.foley.facade.security.BasicUsersTest",
        "dev.foley.facade.security.BearerTokensTest",
        "dev.foley.facade.security.GraphQlUsersTest",
        "dev.foley.facade.security.IssuerAwayTest",
        "dev.foley.facade.security.LongRequestLimitsTest",
        "dev.foley.facade.security.RouteAccessTest",
        "dev.foley.facade.security.TokenExpiryTest",
        "dev.foley.ledger.ReadsDriveJobsTest"
})
class FacadeSuite {}
