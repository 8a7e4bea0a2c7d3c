package dev.foley.kie;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.netty.handler.ssl.NotSslRecordException;
import io.vertx.core.http.ConnectionPoolTooBusyException;

/** Tells a fault of the transport that surely came before the request left from one that may have come after. */
final class TransportFault {
    /** What Vert.x fails with before it has a connection to send on. A connect timeout is a ConnectException. */
    private static final List<Class<? extends Throwable>> BEFORE_SENDING = List.of(
            ConnectException.class,
            NoRouteToHostException.class,
            UnknownHostException.class,
            UnresolvedAddressException.class,
            SSLHandshakeException.class,
            SSLPeerUnverifiedException.class,
            NotSslRecordException.class,
            ConnectionPoolTooBusyException.class);

    /** Deep enough for any wrapping; a bound, for causes can form a cycle. */
    private static final int DEPTH = 10;

    private TransportFault() {}

    static boolean isBeforeSending(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .limit(DEPTH)
                .anyMatch(cause -> BEFORE_SENDING.stream().anyMatch(type -> type.isInstance(cause)));
    }
}
