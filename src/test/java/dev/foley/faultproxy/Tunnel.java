package dev.foley.faultproxy;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.foley.faultproxy.Fault.Kind;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * One connection from end to end. Requests are passed on whole, answers piece by piece; each request has a fault of its
 * own. All on the client's event loop.
 */
final class Tunnel {
    private static final Pattern LENGTH = Pattern.compile("content-length: *(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final Vertx vertx;
    private final NetSocket client;
    private final NetSocket server;
    private final Weather weather;
    private final FaultProxy.Watcher watcher;

    private Buffer request = Buffer.buffer();
    private boolean sent;
    private Fault fault = Fault.NONE;
    private int answered;
    private boolean broken;

    Tunnel(Vertx vertx, NetSocket client, NetSocket server, Weather weather, FaultProxy.Watcher watcher) {
        this.vertx = vertx;
        this.client = client;
        this.server = server;
        this.weather = weather;
        this.watcher = watcher;
    }

    void open() {
        client.handler(this::asked);
        server.handler(this::answers);
        client.exceptionHandler(gone -> client.close());
        server.exceptionHandler(gone -> server.close());
        client.closeHandler(closed -> server.close());
        // Unlike the close handler, this one waits for what is held up.
        server.endHandler(over -> client.close());
        client.resume();
    }

    private void asked(Buffer bytes) {
        if (broken) {
            return;
        }
        if (sent || request.length() == 0) {
            request = Buffer.buffer();
            sent = false;
            answered = 0;
            fault = weather.next();
        }
        request.appendBuffer(bytes);
        int missing = missing();
        if (missing == 0) {
            watcher.came(request.toString());
        }
        if (missing <= 1 && fault.kind() == Kind.UNSENT || missing == 0 && fault.kind() == Kind.UNHEARD) {
            breakOff();
        } else if (missing == 0) {
            send();
        }
    }

    /** How many bytes the request lacks; more than one while its head is not whole. */
    private int missing() {
        String text = request.toString(StandardCharsets.ISO_8859_1);
        int head = text.indexOf(END_OF_HEAD);
        if (head < 0) {
            return Integer.MAX_VALUE;
        }
        Matcher length = LENGTH.matcher(text.substring(0, head));
        return head + END_OF_HEAD.length() + (length.find() ? Integer.parseInt(length.group(1)) : 0) - text.length();
    }

    private void send() {
        sent = true;
        if (fault.kind() == Kind.SILENT) {
            weather.happened(Kind.SILENT);
            watcher.broken(request.toString());
        }
        server.write(request);
    }

    private void answers(Buffer piece) {
        if (broken || fault.kind() == Kind.SILENT) {
            return;
        }
        int left = fault.bytes() - answered;
        if (fault.kind() == Kind.UNANSWERED) {
            breakOff();
        } else if (fault.kind() == Kind.CUT && left <= piece.length()) {
            pass(piece.slice(0, left), this::breakOff);
        } else {
            pass(piece, server::resume);
        }
    }

    /** One piece at a time, so that nothing is overtaken, and nothing piles up. */
    private void pass(Buffer piece, Runnable then) {
        server.pause();
        if (answered == 0 && fault.kind() != Kind.CUT) {
            weather.happened(fault.kind());
        }
        answered += piece.length();
        long delay = fault.delay(piece.length());
        if (delay == 0) {
            client.write(piece).onComplete(written -> then.run());
        } else {
            vertx.setTimer(delay, now -> client.write(piece).onComplete(written -> then.run()));
        }
    }

    private void breakOff() {
        broken = true;
        weather.happened(fault.kind());
        watcher.broken(request.toString());
        if (fault.abrupt()) {
            ((ConnectionBase) client).channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        client.close();
        server.close();
    }
}
