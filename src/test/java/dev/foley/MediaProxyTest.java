package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import io.vertx.core.http.HttpClientOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaProxyTest {
    @Test
    void theSettingNamesHostAndPort() {
        assertThat(MediaProxy.parsed("proxy.example:3128")).isEqualTo(new MediaProxy("proxy.example", 3128, null));
        assertThat(MediaProxy.parsed("[::1]:3128").host()).isEqualTo("[::1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", ":3128", "proxy.example:", "http://proxy.example"})
    void anotherFormIsRefusedWithItsKey(String address) {
        assertThatThrownBy(() -> MediaProxy.parsed(address)).hasMessageContaining("foley.download.proxy-address")
                .hasMessageContaining("host:port");
    }

    @Test
    void theJvmsProxyIsUsedButForLoopback() {
        HttpClientOptions options = new HttpClientOptions();
        MediaProxy.ofJvm(name -> switch (name) {
            case "https.proxyHost" -> "proxy.example";
            case "https.proxyPort" -> "8080";
            default -> null;
        }).orElseThrow().addTo(options);
        assertThat(options.getProxyOptions().getHost()).isEqualTo("proxy.example");
        assertThat(options.getProxyOptions().getPort()).isEqualTo(8080);
        assertThat(options.getNonProxyHosts()).contains("localhost", "127.0.0.1");
        assertThat(MediaProxy.ofJvm(name -> null)).isEqualTo(Optional.empty());
    }
}
