package dev.foley;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** The tests of the service {@link WithoutDatabase}. */
@Suite
@IncludeEngines("junit-jupiter")
@SelectClasses(names = {
        "dev.foley.facade.callback.CallbacksOffTest",
        "dev.foley.facade.graphql.OverHttpTest",
        "dev.foley.facade.graphql.PassThroughTest",
        "dev.foley.facade.metrics.PassThroughMetricsTest",
        "dev.foley.facade.page.PassThroughPageTest",
        "dev.foley.facade.rest.RefusalTest",
        "dev.foley.facade.rest.RequestHeadsTest",
        "dev.foley.facade.rest.SoundEffectJourneyTest",
        "dev.foley.facade.rest.UpstreamFaultTest",
        "dev.foley.facade.tracing.PassThroughTraceTest"
})
class PassThroughSuite {}
