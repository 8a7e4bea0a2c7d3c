package dev.foley.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import io.quarkus.bootstrap.BootstrapException;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;

/** Packages an application as the build packages Foley: with the same extensions, and the same configuration. */
public final class Packaging {
    private Packaging() {}

    /**
     * Takes some seconds.
     *
     * @param classes of the application, and its resources
     * @param settings of the build, where Foley's own say nothing, such as {@code quarkus.package.jar.type}
     * @return the jar to be run, under {@code target}
     */
    public static Path jar(String name, Path classes, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (CuratedApplication application = QuarkusBootstrap.builder()
                .setApplicationRoot(classes.toAbsolutePath())
                .setProjectRoot(Path.of("").toAbsolutePath())
                .setLocalProjectDiscovery(true)
                .setTargetDirectory(Path.of("target", name).toAbsolutePath())
                .setBaseName(name)
                .setMode(QuarkusBootstrap.Mode.PROD)
                .setBuildSystemProperties(properties)
                .build()
                .bootstrap()) {
            return application.createAugmentor().createProductionApplication().getJar().getPath();
        } catch (BootstrapException e) {
            throw new IllegalStateException(e);
        }
    }
}
