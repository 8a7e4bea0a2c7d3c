package dev.foley.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A network between a replica and its database, which may swallow all that is sent, without a word to either. */
final class SwallowingProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Collection<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile boolean swallows;

    SwallowingProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        run(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Connections that are open then stay silent for good. */
    void swallow(boolean now) {
        swallows = now;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(database);
            run(() -> pass(client, database));
            run(() -> pass(database, client));
        }
    }

    private void pass(Socket from, Socket to) throws IOException {
        byte[] bytes = new byte[8 << 10];
        boolean silent = false;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                silent |= swallows;
                if (!silent) {
                    out.write(bytes, 0, read);
                }
            }
        } finally {
            if (!silent) {
                to.close();
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // By either side, or at the end of the test.
            }
        }, "swallowing proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
