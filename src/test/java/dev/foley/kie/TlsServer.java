package dev.foley.kie;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;

/** Answers everything alike, over TLS, with a certificate that nobody has reason to trust. */
final class TlsServer implements AutoCloseable {
    private static final String PASSWORD = "stubstub";
    private static final int BOUND_SECONDS = 30;

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** @param directory for the certificate */
    TlsServer(Vertx vertx, Path directory, String answer) throws Exception {
        Path keystore = directory.resolve("stub.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keyalg", "EC", "-alias", "stub", "-dname", "CN=127.0.0.1", "-storetype", "PKCS12",
                "-storepass", PASSWORD, "-keystore", keystore.toString()).start();
        if (!keytool.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("keytool does not end");
        }
        server = vertx.createHttpServer(new HttpServerOptions().setPort(0)
                .setHost("127.0.0.1")
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(keystore.toString()).setPassword(PASSWORD)))
                .requestHandler(request -> request.body().onSuccess(body -> {
                    bodies.add(body.toString());
                    request.response().end(answer);
                }))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(BOUND_SECONDS, TimeUnit.SECONDS);
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + server.actualPort());
    }

    /** Of the requests that came whole. */
    List<String> bodies() {
        return bodies;
    }

    @Override
    public void close() {
        server.close();
    }
}
