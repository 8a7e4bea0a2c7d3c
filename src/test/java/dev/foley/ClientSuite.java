package dev.foley;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** The tests of the client in a service that injects it, with a {@link StubbedKie} and with the sandbox. */
@Suite
@IncludeEngines("junit-jupiter")
@SelectClasses(names = {
        "dev.foley.DownloadsTest",
        "dev.foley.SandboxedSoundEffectsTest",
        "dev.foley.SoundEffectsTest",
        "dev.foley.facade.rest.PassThroughAudioTest",
        "dev.foley.kie.DepartureTest",
        "dev.foley.kie.KeyIsNeverLoggedTest",
        "dev.foley.kie.KieClientTest",
        "dev.foley.kie.KieWireTest",
        "dev.foley.sandbox.InjectedSandboxTest"
})
class ClientSuite {}
