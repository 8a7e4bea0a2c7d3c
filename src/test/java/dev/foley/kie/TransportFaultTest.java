package dev.foley.kie;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import jakarta.ws.rs.ProcessingException;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.HttpClosedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransportFaultTest {
    static Stream<Throwable> beforeSending() {
        return Stream.of(new ConnectException("refused"), new ConnectTimeoutException("timed out"),
                new NoRouteToHostException("no route"), new UnknownHostException("who"),
                new SSLHandshakeException("untrusted"));
    }

    @ParameterizedTest
    @MethodSource("beforeSending")
    void withoutAConnectionNothingWasSent(Throwable fault) {
        assertThat(TransportFault.isBeforeSending(fault)).isTrue();
        assertThat(TransportFault.isBeforeSending(new ProcessingException(new RuntimeException(fault)))).isTrue();
    }

    static Stream<Throwable> perhapsAfter() {
        return Stream.of(new SocketException("Connection reset"), new IOException("Broken pipe"),
                new HttpClosedException("Connection was closed"), new TimeoutException(), new SSLException("closed"),
                new IllegalStateException("of unknown origin"));
    }

    @ParameterizedTest
    @MethodSource("perhapsAfter")
    void anythingElseMayHaveBeenSent(Throwable fault) {
        assertThat(TransportFault.isBeforeSending(fault)).isFalse();
    }

    @Test
    void aCauseThatIsItsOwnCausesCauseEnds() {
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);
        assertThat(TransportFault.isBeforeSending(one)).isFalse();
    }
}
