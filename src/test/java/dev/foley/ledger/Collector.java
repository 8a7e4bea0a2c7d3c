package dev.foley.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpServer;

/** Takes traces as they come over OTLP by HTTP, and reads of its protobuf what is asked. */
final class Collector implements AutoCloseable {
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** All that came, byte by byte. */
    String everything() {
        return String.join("", bodies);
    }

    /**
     * The parents of the trace's spans of that name. A span begins with its trace, itself, its parent and its name: fields 1,
     * 2, 4 and 5.
     */
    List<String> parents(String trace, String name) {
        String id = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
        return Pattern
                .compile("\\x0a\\x10" + Pattern.quote(id) + "\\x12\\x08.{8}\\x22\\x08(.{8})\\x2a." + name,
                        Pattern.DOTALL)
                .matcher(everything())
                .results()
                .map(found -> HexFormat.of().formatHex(found.group(1).getBytes(StandardCharsets.ISO_8859_1)))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
