package dev.foley;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Chooses the ports that a test must know before Quarkus starts, anew for each JVM of tests: its own, for callbacks' URL has it, and
 * that of the embedded PostgreSQL, for which the extension has eleven ports to choose from, taken or not.
 */
public class FreePorts implements LauncherSessionListener {
    /** Set for the JVMs of a build; continuous testing shares the JVM, and the database, of dev mode. */
    private static final String OF_A_BUILD = "tests.fork";
    private static final List<String> PROPERTIES = List.of("foley.test.port", "quarkus.embedded.postgresql.port");

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty(OF_A_BUILD) == null) {
            return;
        }
        try (ServerSocket first = new ServerSocket(0); ServerSocket second = new ServerSocket(0)) {
            System.setProperty(PROPERTIES.get(0), Integer.toString(first.getLocalPort()));
            System.setProperty(PROPERTIES.get(1), Integer.toString(second.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
