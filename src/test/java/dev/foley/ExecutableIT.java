package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import dev.foley.ledger.BuiltApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the native executable, which has the names of all its classes, and what is not. */
class ExecutableIT {
    private String executable;

    @BeforeEach
    void read() throws IOException {
        BuiltApplication application = BuiltApplication.read();
        assumeTrue(application.isNative(), "a jar was built, not an executable");
        executable = Files.readString(application.file(), StandardCharsets.ISO_8859_1);
    }

    private boolean has(String packageName) {
        return executable.contains(packageName + '.');
    }

    @Test
    void theSandboxAndItsEncodersAreNotInIt() {
        assertThat(has("dev.foley.ledger")).as("names of classes are found").isTrue();
        assertThat(new String[]{"dev.foley.sandbox.audio", "dev.foley.sandbox.http", "dev.foley.sandbox.synth",
                "dev.foley.sandbox.task", "de.sciss.jump3r", "io.github.jaredmdobson.concentus", "org.gagravarr.ogg"})
                .noneMatch(this::has);
    }

    @Test
    void theDatabaseOfDevelopmentIsNotInIt() {
        assertThat(new String[]{"io.zonky.test", "io.quarkiverse.embedded.postgresql", "com.github.dockerjava"})
                .noneMatch(this::has);
    }
}
