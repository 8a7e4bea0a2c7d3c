package dev.foley;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server on loopback that answers each request as it is told, rightly or wrongly, and remembers them all. */
public final class StubServer implements AutoCloseable {
    /** @param connection counts from 1 */
    public record Request(String method, String target, Map<String, String> headers, byte[] body, int connection) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** What happens on the connection once the request has been read; returning false closes it. */
    @FunctionalInterface
    public interface Reply {
        boolean to(Request request, Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Deque<Reply> script = new ConcurrentLinkedDeque<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger closedByPeer = new AtomicInteger();
    private volatile Reply otherwise = json(404, "{\"code\":404,\"msg\":\"no script\"}");

    private StubServer(int port) {
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public static StubServer start() {
        return new StubServer(0);
    }

    public static StubServer startOn(int port) {
        return new StubServer(port);
    }

    /** A port on which nothing listens. */
    public static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Forgets what was asked, and answers the next requests thus, the last reply for all that follow. */
    public void reset(Reply... replies) {
        requests.clear();
        script.clear();
        script.addAll(List.of(replies).subList(0, replies.length - 1));
        otherwise = replies[replies.length - 1];
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many connections the client has closed of its own accord. */
    public int closedByPeer() {
        return closedByPeer.get();
    }

    public static Reply json(int status, String body) {
        return raw(status, Map.of("Content-Type", "application/json;charset=UTF-8"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply raw(int status, Map<String, String> headers, byte[] body) {
        return (request, socket) -> {
            socket.getOutputStream().write(head(status, headers, body.length));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return true;
        };
    }

    /** Announces more than it sends, and resets. */
    public static Reply cutShort(int status, Map<String, String> headers, byte[] body) {
        return (request, socket) -> {
            OutputStream out = socket.getOutputStream();
            out.write(head(status, headers, body.length));
            out.write(body, 0, body.length / 2);
            out.flush();
            return false;
        };
    }

    /** Reads the request and hangs up. */
    public static Reply hangUp() {
        return (request, socket) -> false;
    }

    /** Reads the request and resets the connection. */
    public static Reply resetConnection() {
        return (request, socket) -> {
            socket.setSoLinger(true, 0);
            return false;
        };
    }

    /** Never answers. */
    public Reply silence() {
        return (request, socket) -> {
            closed.await();
            return false;
        };
    }

    private static byte[] head(int status, Map<String, String> headers, int length) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Stub\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(length).append("\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                int connection = connections.incrementAndGet();
                daemon(() -> serve(socket, connection));
            } catch (IOException closedWhileWaiting) {
                return;
            }
        }
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Request request = read(in, connection); request != null; request = read(in, connection)) {
                requests.add(request);
                Reply reply = script.pollFirst();
                if (!(reply == null ? otherwise : reply).to(request, socket)) {
                    return;
                }
            }
            closedByPeer.incrementAndGet();
        } catch (IOException broken) {
            closedByPeer.incrementAndGet();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(InputStream in, int connection) throws IOException {
        String start = line(in);
        if (start.isEmpty() || !start.contains(" HTTP/1.1")) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] header = line.split(":", 2);
            headers.put(header[0], header[1].strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        String[] parts = start.split(" ");
        return new Request(parts[0], parts[1], headers, body, connection);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "stub-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
