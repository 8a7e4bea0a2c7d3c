package dev.foley.sandbox;

import jakarta.enterprise.inject.Vetoed;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;

import io.quarkus.runtime.LaunchMode;

/**
 * Keeps the sandbox out of production builds, whatever their profile is called: without its bean nothing leads to the
 * server, the synthesizer and the encoders, and a native build leaves them out.
 */
public class SandboxVeto implements BuildCompatibleExtension {

    /** Called by the container while it looks for beans. */
    @Enhancement(types = SandboxStarter.class)
    public void outsideDevAndTest(ClassConfig starter) {
        if (!LaunchMode.current().isDevOrTest()) {
            starter.addAnnotation(Vetoed.class);
        }
    }
}
