package dev.foley.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;

/**
 * A process that answers at once, and at little cost to the machine, as kie.ai does and, under {@code /fal}, as fal.ai
 * does: each task has succeeded when it is first asked for. It prints its port, and ends with its standard input.
 */
public final class InstantServer {
    /** Where every result lies. */
    public static final String AUDIO = "https://file.example.com/as/rain.mp3";

    private static final int BACKLOG = 4096;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "content-length:";
    private static final String BEFORE_ID = "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"";
    private static final String RECORD = "\",\"model\":\"elevenlabs/sound-effect-v2\",\"state\":\"success\","
            + "\"param\":\"{\\\"model\\\":\\\"elevenlabs/sound-effect-v2\\\",\\\"input\\\":"
            + "\\\"{\\\\\\\"text\\\\\\\":\\\\\\\"rain on a tin roof\\\\\\\",\\\\\\\"loop\\\\\\\":false,"
            + "\\\\\\\"duration_seconds\\\\\\\":3,\\\\\\\"prompt_influence\\\\\\\":0.3,"
            + "\\\\\\\"output_format\\\\\\\":\\\\\\\"mp3_44100_128\\\\\\\"}\\\"}\","
            + "\"resultJson\":\"{\\\"resultUrls\\\":[\\\"" + AUDIO + "\\\"]}\",\"failCode\":null,\"failMsg\":null,"
            + "\"costTime\":3,\"completeTime\":1757584167990,\"createTime\":1757584164490,\"creditsConsumed\":0.72}}";

    private static final AtomicLong TASKS = new AtomicLong();

    private InstantServer() {}

    public static void main(String... none) throws IOException {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1").setAcceptBacklog(BACKLOG))
                .connectHandler(socket -> socket.handler(new Connection(socket)::received))
                .listen(0)
                .onSuccess(server -> System.out.println(server.actualPort()));
        while (System.in.read() >= 0) {
            // Whoever started this still runs.
        }
        System.exit(0);
    }

    private static final class Connection {
        private final NetSocket socket;
        private String unread = "";

        Connection(NetSocket socket) {
            this.socket = socket;
        }

        void received(Buffer bytes) {
            unread += bytes.toString(StandardCharsets.ISO_8859_1);
            for (int end = unread.indexOf(END_OF_HEAD); end >= 0; end = unread.indexOf(END_OF_HEAD)) {
                String head = unread.substring(0, end);
                int length = end + END_OF_HEAD.length() + bodyLength(head);
                if (unread.length() < length) {
                    return;
                }
                unread = unread.substring(length);
                answer(json(head));
            }
        }

        private void answer(String json) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\n"
                    + "X-Fal-Request-Id: none\r\nContent-Length: "
                    + json.length() + END_OF_HEAD + json, "ISO-8859-1");
        }
    }

    private static int bodyLength(String head) {
        if (!head.startsWith("POST")) {
            return 0;
        }
        String lower = head.toLowerCase(Locale.ROOT);
        int from = lower.indexOf(LENGTH) + LENGTH.length();
        int to = lower.indexOf('\r', from);
        return Integer.parseInt(lower.substring(from, to < 0 ? lower.length() : to).strip());
    }

    private static String json(String head) {
        boolean create = head.startsWith("POST");
        if (head.startsWith("/fal", head.indexOf(' ') + 1)) {
            return create
                    ? "{\"status\":\"IN_QUEUE\",\"request_id\":\"" + newId() + "\",\"queue_position\":0}"
                    : "{\"audio\":{\"url\":\"" + AUDIO + "\"}}";
        }
        if (create) {
            return BEFORE_ID + newId() + "\"}}";
        }
        int id = head.indexOf("taskId=") + "taskId=".length();
        return BEFORE_ID + head.substring(id, head.indexOf(' ', id)) + RECORD;
    }

    private static String newId() {
        return String.format(Locale.ROOT, "%032x", TASKS.incrementAndGet());
    }
}
