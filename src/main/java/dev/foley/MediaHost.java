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
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
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
    /** Look-ups of names at a time; of redirects alone, and most are answered within milliseconds. */
    private static final int LOOKUPS = 4;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final String CONTENT_RANGE = "Content-Range";
    private static final Pattern RANGE = Pattern.compile("bytes [0-9]{1,18}-[0-9]{1,18}/(?:[0-9]{1,18}|\\*)");
    private static final Pattern UNSATISFIED_RANGE = Pattern.compile("bytes \\*/([0-9]{1,18})");
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> EXPIRED = Set.of(404, 410);
    private static final Set<Integer> BLOCKED = Set.of(401, 403);

    /** What an error page comes as, or a message of an API. */
    private static final Pattern DOCUMENT = Pattern
            .compile("(?i)\\s*(?:text/|application/(?:[a-z.]+\\+)?(?:json|xml|xhtml)|image/)");

    private final HttpClient http;
    /** Threads of its own, for callers may block all of the others. */
    private final WorkerExecutor lookups;
    private final Config config;
    private final long maxSize;
    private final MultiMap headers;

    MediaHost(Vertx vertx, DownloadConfig download, Config config, TlsConfigurationRegistry trust) {
        this.lookups = vertx.createSharedWorkerExecutor("foley-lookups", LOOKUPS);
        this.config = config;
        this.maxSize = download.maxSize().asLongValue();
        this.headers = MultiMap.caseInsensitiveMultiMap();
        headers.addAll(download.headers()).set(HttpHeaders.USER_AGENT, download.userAgent());
        HttpClientOptions options = new HttpClientOptions()
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setMaxPoolSize(download.connections())
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setReadIdleTimeout((int) Math.max(1, download.idleTimeout().toSeconds()));
        MediaProxy.of(download).ifPresent(proxy -> proxy.addTo(options));
        TlsConfiguration.from(trust, download.tlsConfigurationName())
                .ifPresent(tls -> TlsConfigUtils.configure(options, tls));
        this.http = vertx.createHttpClient(options);
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
                        String.format(Locale.ROOT, "%s cannot be reached: %s", host(url), fault.getMessage()),
                        fault));
    }

    private Uni<RequestOptions> target(URI url, MediaRequest wanted, boolean redirected) {
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        if (!https && !(allowsHttp() && "http".equalsIgnoreCase(url.getScheme())) || host(url) == null) {
            throw new DownloadException(Reason.FORBIDDEN_ADDRESS,
                    String.format(Locale.ROOT, "its address is not https (%s); %s permits http", url.getScheme(),
                            ALLOW_HTTP));
        }
        RequestOptions options = wanted.options(url.toString());
        headers.forEach(options::addHeader);
        return redirected
                ? publicAddress(host(url)).map(address -> options.setServer(
                        SocketAddress.inetSocketAddress(options.getPort(), address.getHostAddress())))
                : Uni.createFrom().item(options);
    }

    /** Read each time, for a sandbox is reached by http and sets this as it starts, after the mapping has been read. */
    private boolean allowsHttp() {
        return config.getValue(ALLOW_HTTP, Boolean.class);
    }

    /** The address that is then connected to, so that no second look-up can bring another. */
    private Uni<InetAddress> publicAddress(String host) {
        return lookups.executeBlocking(() -> InetAddress.getByName(host)).invoke(address -> {
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
            return audio(url, format, wanted, response, body);
        }
        body.discard();
        String location = response.getHeader("Location");
        if (REDIRECTS.contains(status) && location != null && redirects < MAX_REDIRECTS) {
            return open(url.resolve(location), format, wanted, redirects + 1);
        }
        if (wanted.isHead()) {
            return open(url, format, MediaRequest.HEAD_BY_GET, redirects);
        }
        String detail = String.format(Locale.ROOT, "%s answered HTTP %d", host(url), status);
        throw status == RANGE_NOT_SATISFIABLE
                ? DownloadException.noSuchRange(detail, wholeLength(response))
                : new DownloadException(reason(status), detail);
    }

    private static Reason reason(int status) {
        if (BLOCKED.contains(status)) {
            return Reason.BLOCKED;
        }
        return EXPIRED.contains(status) ? Reason.EXPIRED : Reason.UNAVAILABLE;
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

    /** The format is not insisted on: real audio that was paid for is kept, whatever was asked for. */
    private Uni<AudioStream> audio(URI url, @Nullable OutputFormat format, MediaRequest wanted,
            HttpClientResponse response, MediaBody body) {
        String mediaType = response.getHeader("Content-Type");
        String length = response.getHeader("Content-Length");
        String range = response.statusCode() == PARTIAL ? response.getHeader(CONTENT_RANGE) : null;
        boolean ranges = range != null || "bytes".equalsIgnoreCase(response.getHeader("Accept-Ranges"));
        try {
            checkType(mediaType);
            Long bytes = length == null ? null : Long.valueOf(length);
            MediaBody.checkSize(bytes == null ? 0 : bytes, maxSize);
            if (wanted.described()) {
                return Uni.createFrom().item(new AudioStream(mediaType, bytes, nothing(body), ranges, range));
            }
            return body.beginning()
                    .map(first -> new AudioStream(type(mediaType, format, range, first), bytes,
                            body.bytes(host(url), maxSize), ranges, range))
                    .onFailure(DownloadException.class)
                    .invoke(body::discard);
        } catch (DownloadException refused) {
            body.discard();
            throw refused;
        }
    }

    /** What the first bytes say; they are not the audio's in all ranges. */
    private static @Nullable String type(@Nullable String said, @Nullable OutputFormat format, @Nullable String range,
            Buffer first) {
        if (range != null && !range.startsWith("bytes 0-")) {
            return said;
        }
        if (AudioBytes.isText(first)) {
            throw new DownloadException(Reason.WRONG_MEDIA_TYPE, "it is a document, and no audio");
        }
        boolean samples = format != null && format.codec().bitsPerSample() > 0;
        return AudioBytes.mediaType(first, format).orElse(samples ? format.mediaType() : said);
    }

    private static Multi<Buffer> nothing(MediaBody body) {
        body.discard();
        return Multi.createFrom().empty();
    }

    private static void checkType(@Nullable String mediaType) {
        if (mediaType != null && DOCUMENT.matcher(mediaType).lookingAt()) {
            throw new DownloadException(Reason.WRONG_MEDIA_TYPE,
                    String.format(Locale.ROOT, "its media type is %s, and no audio", mediaType));
        }
    }

    /** Of a name that DNS does not allow, such as one with an underscore, {@link URI#getHost()} knows nothing. */
    private static @Nullable String host(URI url) {
        if (url.getHost() != null || url.getRawAuthority() == null) {
            return url.getHost();
        }
        String host = url.getRawAuthority().replaceAll("^.*@|:\\d*$", "");
        return host.isEmpty() ? null : host;
    }
}
