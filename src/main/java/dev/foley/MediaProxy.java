package dev.foley;

import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ProxyOptions;
import org.jspecify.annotations.Nullable;

/** The HTTP proxy that the media host is reached through: that of the settings, or else that of the JVM. */
record MediaProxy(String host, int port, @Nullable String nonProxyHosts) {
    private static final int HTTP = 80;

    /** @throws IllegalArgumentException when the setting is not {@code host:port} */
    static Optional<MediaProxy> of(DownloadConfig download) {
        return download.proxyAddress()
                .filter(address -> !address.isBlank())
                .map(MediaProxy::parsed)
                .or(() -> ofJvm(System::getProperty));
    }

    static MediaProxy parsed(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("foley.download.proxy-address is " + address + ": must be host:port");
        }
        return new MediaProxy(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)), null);
    }

    /** @param properties of the system */
    static Optional<MediaProxy> ofJvm(UnaryOperator<@Nullable String> properties) {
        return Stream.of("https", "http")
                .filter(scheme -> properties.apply(scheme + ".proxyHost") != null)
                .findFirst()
                .map(scheme -> new MediaProxy(String.valueOf(properties.apply(scheme + ".proxyHost")),
                        port(properties.apply(scheme + ".proxyPort")),
                        Objects.requireNonNullElse(properties.apply("http.nonProxyHosts"),
                                "localhost|127.0.0.1|[::1]")));
    }

    private static int port(@Nullable String port) {
        return port == null ? HTTP : Integer.parseInt(port);
    }

    void addTo(HttpClientOptions options) {
        options.setProxyOptions(new ProxyOptions().setHost(host).setPort(port));
        if (nonProxyHosts != null) {
            Stream.of(nonProxyHosts.split("\\|")).forEach(options::addNonProxyHost);
        }
    }
}
