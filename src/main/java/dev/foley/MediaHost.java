package dev.foley;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.foley.error.DownloadException;
import dev.foley.error.DownloadException.Reason;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Where result URLs point: someone else's server, which is told nothing, and trusted no further than it must be. */
@ApplicationScoped
class MediaHost {
    private static final String ALLOW_HTTP = "foley.download.allow-http";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** As many as browsers of old followed; a signed link needs one or two. */
    private static final int MAX_REDIRECTS = 5;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final String CONTENT_RANGE = "Content-Range";
    private static final Pattern RANGE = Pattern.compile("bytes [0-9]{1,18}-[0-9]{1,18}/(?:[0-9]{1,18}|\\*)");
    private static final Pattern UNSATISFIED_RANGE = Pattern.compile("bytes \\*/([0-9]{1,18})");
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> EXPIRED = Set.of(403, 404, 410);

    private final HttpClient http;
    private final Vertx vertx;
    private final Config config;
    private final long maxSize;

    MediaHost(Vertx vertx, DownloadConfig download, Config config) {
        this.vertx = vertx;
        this.config = config;
        this.maxSize = download.maxSize().asLongValue();
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setReadIdleTimeout((int) Math.max(1, download.idleTimeout().toSeconds())));
    }

    /** Its client is made outside of requests, as that of {@link dev.foley.kie.KieClient#open} is. */
    void open(@Observes StartupEvent start) {}

    @PreDestroy
    void close() {
        http.closeAndForget();
    }

    /** @param format what the audio should be; null accepts any audio */
    Uni<AudioStream> open(URI url, @Nullable OutputFormat format, MediaRequest wanted) {
        return open(url, format, wanted, 0);
    }

    private Uni<AudioStream> open(URI url, @Nullable OutputFormat format, MediaRequest wanted, int redirects) {
        return Uni.createFrom()
                .deferred(() -> target(url, wanted, redirects > 0))
                .chain(http::request)
                .chain(request -> request.send()
                        .chain(response -> answer(url, format, wanted, redirects, response,
                                new MediaBody(request, response))))
                .onFailure(fault -> !(fault instanceof DownloadException))
                .transform(fault -> new DownloadException(Reason.UNAVAILABLE,
                        String.format(Locale.ROOT, "%s cannot be reached: %s", url.getHost(), fault.getMessage()),
                        fault));
    }

    private Uni<RequestOptions> target(URI url, MediaRequest wanted, boolean redirected) {
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        if (!https && !(allowsHttp() && "http".equalsIgnoreCase(url.getScheme())) || url.getHost() == null) {
            throw new DownloadException(Reason.FORBIDDEN_ADDRESS,
                    String.format(Locale.ROOT, "its address is not https (%s); %s permits http", url.getScheme(),
                            ALLOW_HTTP));
        }
        RequestOptions options = wanted.options(url.toString());
        return redirected
                ? publicAddress(url.getHost()).map(address -> options.setServer(
                        SocketAddress.inetSocketAddress(options.getPort(), address.getHostAddress())))
                : Uni.createFrom().item(options);
    }

    /** Read each time, for a sandbox is reached by http and sets this as it starts, after the mapping has been read. */
    private boolean allowsHttp() {
        return config.getValue(ALLOW_HTTP, Boolean.class);
    }

    /** The address that is then connected to, so that no second look-up can bring another. */
    private Uni<InetAddress> publicAddress(String host) {
        return vertx.executeBlocking(() -> InetAddress.getByName(host)).invoke(address -> {
            if (PrivateAddresses.contains(address)) {
                throw new DownloadException(Reason.FORBIDDEN_ADDRESS,
                        String.format(Locale.ROOT, "it is redirected to a private address, %s", host));
            }
        });
    }

    private Uni<AudioStream> answer(URI url, @Nullable OutputFormat format, MediaRequest wanted, int redirects,
            HttpClientResponse response, MediaBody body) {
        int status = response.statusCode();
        if (status == OK || status == PARTIAL && isRange(wanted, response)) {
            return Uni.createFrom().item(audio(url, format, wanted, response, body));
        }
        body.discard();
        String location = response.getHeader("Location");
        if (REDIRECTS.contains(status) && location != null && redirects < MAX_REDIRECTS) {
            return open(url.resolve(location), format, wanted, redirects + 1);
        }
        if (wanted.isHead()) {
            return open(url, format, MediaRequest.HEAD_BY_GET, redirects);
        }
        String detail = String.format(Locale.ROOT, "%s answered HTTP %d", url.getHost(), status);
        throw status == RANGE_NOT_SATISFIABLE
                ? DownloadException.noSuchRange(detail, wholeLength(response))
                : new DownloadException(EXPIRED.contains(status) ? Reason.EXPIRED : Reason.UNAVAILABLE, detail);
    }

    private static @Nullable Long wholeLength(HttpClientResponse response) {
        Matcher unsatisfied = UNSATISFIED_RANGE.matcher(
                Objects.requireNonNullElse(response.getHeader(CONTENT_RANGE), ""));
        return unsatisfied.matches() ? Long.valueOf(unsatisfied.group(1)) : null;
    }

    private static boolean isRange(MediaRequest wanted, HttpClientResponse response) {
        String range = response.getHeader(CONTENT_RANGE);
        return wanted.range() != null && range != null && RANGE.matcher(range).matches();
    }

    private AudioStream audio(URI url, @Nullable OutputFormat format, MediaRequest wanted, HttpClientResponse response,
            MediaBody body) {
        String mediaType = response.getHeader("Content-Type");
        String length = response.getHeader("Content-Length");
        try {
            checkType(mediaType, format);
            Long bytes = length == null ? null : Long.valueOf(length);
            MediaBody.checkSize(bytes == null ? 0 : bytes, maxSize);
            String range = response.statusCode() == PARTIAL ? response.getHeader(CONTENT_RANGE) : null;
            return new AudioStream(mediaType, bytes,
                    wanted.described() ? nothing(body) : body.bytes(url.getHost(), maxSize),
                    range != null || "bytes".equalsIgnoreCase(response.getHeader("Accept-Ranges")), range);
        } catch (DownloadException refused) {
            body.discard();
            throw refused;
        }
    }

    private static Multi<Buffer> nothing(MediaBody body) {
        body.discard();
        return Multi.createFrom().empty();
    }

    private static void checkType(@Nullable String mediaType, @Nullable OutputFormat format) {
        if (mediaType != null && !(format == null ? Codec.isAudio(mediaType) : format.codec().mayBe(mediaType))) {
            throw new DownloadException(Reason.WRONG_MEDIA_TYPE,
                    String.format(Locale.ROOT, "its media type is %s, which does not hold %s", mediaType,
                            format == null ? "audio" : format.wireName()));
        }
    }
}
