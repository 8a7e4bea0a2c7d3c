package dev.foley.ledger;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The function's package, unpacked and started as Lambda does: its bootstrap, or its classes in AWS' runtime for Java. */
final class LambdaFunction implements AutoCloseable {
    private static final Path PACKAGE = Path.of("target", "function.zip");
    private static final Path UNPACKED = Path.of("target", "function");
    private static final String JAVA_RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    private final Process process;

    /** @param log where it may write what it has to say */
    LambdaFunction(LambdaRuntime runtime, Map<String, String> environment, Path log) {
        try {
            unpack();
            ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            Map<String, String> all = builder.environment();
            all.keySet().removeIf(name -> name.matches("(KIE|QUARKUS|FOLEY)_.*"));
            all.putAll(Map.of("AWS_LAMBDA_RUNTIME_API", runtime.address(), "_HANDLER", HANDLER, "LAMBDA_TASK_ROOT",
                    UNPACKED.toAbsolutePath().toString(), "AWS_LAMBDA_FUNCTION_NAME", "foley",
                    "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512", "AWS_REGION",
                    "eu-west-1", "DISABLE_SIGNAL_HANDLERS", "true"));
            all.putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack() throws IOException {
        try (ZipFile zip = new ZipFile(PACKAGE.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
                ZipEntry entry = entries.nextElement();
                Path file = UNPACKED.resolve(entry.getName());
                if (!entry.isDirectory() && !Files.exists(file)) {
                    Files.createDirectories(file.getParent());
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                }
            }
        }
    }

    private static List<String> command() throws IOException {
        Path bootstrap = UNPACKED.resolve("bootstrap").toAbsolutePath();
        if (Files.exists(bootstrap)) {
            if (!bootstrap.toFile().setExecutable(true)) {
                throw new IOException(bootstrap + " cannot be made executable");
            }
            return List.of(bootstrap.toString(), "-Dquarkus.http.host=127.0.0.1");
        }
        // What AWS' own runtime brings comes from this test's class path.
        String classPath = Stream
                .concat(Stream.of(UNPACKED.toString(), UNPACKED.resolve("lib") + File.separator + "*"),
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(jar -> jar.matches(".*/(aws-lambda-java|utils-lite)-[^/]+")))
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xmx160m", "-cp", classPath, JAVA_RUNTIME, HANDLER);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
