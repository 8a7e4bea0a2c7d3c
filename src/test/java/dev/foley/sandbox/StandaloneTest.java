package dev.foley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandaloneTest {

    private static final String PORT = "foley.sandbox.port";

    @AfterEach
    void forgetThePort() {
        System.clearProperty(PORT);
    }

    @Test
    void itSaysWhereItIsAndHowToBegin() {
        System.setProperty(PORT, "0");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (Sandbox sandbox = SandboxMain.start(new PrintStream(out, true, StandardCharsets.UTF_8))) {
            assertThat(sandbox.url()).startsWith("http://127.0.0.1:");
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("curl " + sandbox.url() + "/api/v1/jobs/createTask");
            assertThat(new Client(sandbox).create("rain").get("code").asInt()).isEqualTo(200);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (Sandbox first = Sandbox.configure().start()) {
            String port = "" + URI.create(first.url()).getPort();

            assertThatIllegalStateException().isThrownBy(() -> Sandbox.configure().set("port", port).start())
                    .withMessage("The sandbox cannot listen on 127.0.0.1:" + port);
        }
    }

    @Test
    void anUnknownSettingIsRefusedByName() {
        assertThatIllegalArgumentException().isThrownBy(() -> Sandbox.configure().set("task-durration", "2s").start())
                .withMessageContaining("foley.sandbox.task-durration");
    }

    @Test
    void aSettingThatMakesNoSenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Sandbox.configure().set("profile", "may-1998").start());
        assertThatIllegalArgumentException().isThrownBy(() -> Sandbox.configure().set("faults", "explode").start());
    }

    @Test
    void itsUrlIsWhatItIsToldToBe() {
        try (Sandbox sandbox = Sandbox.configure().set("public-url", "http://sandbox.test:80").start()) {
            assertThat(sandbox.url()).isEqualTo("http://sandbox.test:80");
        }
    }
}
