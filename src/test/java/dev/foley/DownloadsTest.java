package dev.foley;

import static dev.foley.StubServer.cutShort;
import static dev.foley.StubServer.hangUp;
import static dev.foley.StubServer.json;
import static dev.foley.StubServer.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import jakarta.inject.Inject;

import dev.foley.StubServer.Reply;
import dev.foley.StubServer.Request;
import dev.foley.error.DownloadException;
import dev.foley.error.DownloadException.Reason;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Vertx;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(StubbedKie.class)
class DownloadsTest {
    private static final Map<String, String> MP3 = Map.of("Content-Type", "audio/mpeg");
    /** More than one TCP segment, less than the test's limit of 100 KiB. */
    private static final byte[] SOUND = new byte[50_000];

    static {
        new Random(1).nextBytes(SOUND);
    }

    StubServer host;

    @Inject
    SoundEffects soundEffects;

    @Inject
    Vertx vertx;

    @Inject
    DownloadConfig config;

    @Inject
    TlsConfigurationRegistry trust;

    @TempDir
    Path directory;

    private SoundEffect effect;

    @BeforeEach
    void anEffectOnThatHost() {
        effect = effect(URI.create(host.url() + "/as/t1_1.mp3"));
    }

    private static SoundEffect effect(URI url) {
        return new SoundEffect("t1", List.of(url), OutputFormat.MP3_44100_128, null, null, null);
    }

    private static byte[] bytes(Multi<Buffer> stream) {
        return stream.collect()
                .in(Buffer::buffer, Buffer::appendBuffer)
                .await()
                .atMost(Duration.ofSeconds(20))
                .getBytes();
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private static Reason reason(Multi<Buffer> stream) {
        return reason(catchThrowable(() -> bytes(stream)));
    }

    private static Reason reason(Throwable failure) {
        assertThat(failure).isInstanceOf(DownloadException.class);
        return ((DownloadException) failure).reason();
    }

    private List<String> targets() {
        return host.requests().stream().map(Request::target).toList();
    }

    @Test
    void theStreamIsTheFileAndTheHostLearnsNoKey() {
        host.reset(raw(200, MP3, SOUND));
        assertThat(bytes(soundEffects.download(effect))).isEqualTo(SOUND);
        assertThat(host.requests()).singleElement().satisfies(request -> {
            assertThat(request.target()).isEqualTo("/as/t1_1.mp3");
            assertThat(request.headers()).doesNotContainKeys("Authorization", "Cookie");
        });
    }

    @Test
    void openTellsTypeAndLengthBeforeTheFirstByte() {
        host.reset(raw(200, MP3, SOUND));
        AudioStream audio = get(soundEffects.open(effect));
        assertThat(audio.mediaType()).isEqualTo("audio/mpeg");
        assertThat(audio.length()).isEqualTo(SOUND.length);
        assertThat(bytes(audio.bytes())).isEqualTo(SOUND);
    }

    @Test
    void aFileIsReplacedByTheWholeSound() throws IOException {
        host.reset(raw(200, MP3, SOUND));
        Path file = Files.writeString(directory.resolve("rain.mp3"), "older");
        assertThat(get(soundEffects.download(effect, file))).isEqualTo(file);
        assertThat(file).hasBinaryContent(SOUND);
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aFileIsNeverHalfASound() {
        host.reset(cutShort(200, MP3, SOUND));
        Path file = directory.resolve("rain.mp3");
        assertThat(reason(catchThrowable(() -> get(soundEffects.download(effect, file)))))
                .isEqualTo(Reason.UNAVAILABLE);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aBrokenDownloadToAFileIsBegunAgain() {
        host.reset(cutShort(200, MP3, SOUND), raw(200, MP3, SOUND));
        assertThat(get(soundEffects.download(effect, directory.resolve("rain.mp3")))).hasBinaryContent(SOUND);
    }

    @Test
    void aBrokenStreamFailsForItsBytesAreGivenAway() {
        host.reset(cutShort(200, MP3, SOUND));
        assertThat(reason(soundEffects.download(effect))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void aHostThatFailsIsAskedAgain() {
        host.reset(raw(503, Map.of(), new byte[0]), hangUp(), raw(200, MP3, SOUND));
        assertThat(bytes(soundEffects.download(effect))).isEqualTo(SOUND);
        assertThat(host.requests()).hasSize(3);
    }

    @Test
    void anAnnouncedLengthOverTheLimitIsRefused() {
        host.reset(raw(200, MP3, new byte[200_000]));
        assertThat(catchThrowable(() -> bytes(soundEffects.download(effect)))).hasMessageContaining(
                "foley.download.max-size, 102400 bytes");
    }

    @Test
    void anUnannouncedLengthOverTheLimitIsRefusedOnTheWay() {
        host.reset(endless());
        assertThat(reason(soundEffects.download(effect))).isEqualTo(Reason.TOO_LARGE);
    }

    private static Reply endless() {
        return (request, socket) -> {
            socket.getOutputStream()
                    .write(
                            "HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 1_000; i++) {
                socket.getOutputStream().write("400\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(new byte[0x400]);
                socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            return false;
        };
    }

    @ParameterizedTest
    @CsvSource({"text/html,<html><body>Just a moment</body></html>", "application/json,{}",
            "application/problem+json,{}",
            "audio/mpeg,<!DOCTYPE html><title>Just a moment</title>", "audio/mpeg,'{\"code\":404,\"msg\":\"gone\"}'"})
    void aPageInPlaceOfASoundIsRefused(String mediaType, String page) {
        host.reset(raw(200, Map.of("Content-Type", mediaType), page.getBytes(StandardCharsets.UTF_8)));
        assertThat(reason(soundEffects.download(effect))).isEqualTo(Reason.WRONG_MEDIA_TYPE);
    }

    /** It was paid for. */
    @ParameterizedTest
    @CsvSource({"audio/wav,RIFF____WAVEfmt ,audio/wav", "audio/mpeg,RIFF____WAVEfmt ,audio/wav",
            "audio/mp4,____ftypM4A ,audio/mp4", "application/octet-stream,ID3_,audio/mpeg", ",OggS,audio/ogg",
            "audio/mpeg,anything,audio/mpeg"})
    void realAudioIsTakenForWhatItsFirstBytesSay(String mediaType, String beginning, String found) {
        Map<String, String> headers = mediaType == null ? Map.of() : Map.of("Content-Type", mediaType);
        byte[] sound = beginning.getBytes(StandardCharsets.US_ASCII);
        host.reset(raw(200, headers, sound));
        AudioStream audio = get(soundEffects.open(effect));
        assertThat(audio.mediaType()).isEqualTo(found);
        assertThat(bytes(audio.bytes())).isEqualTo(sound);
    }

    @Test
    void theHostLearnsWhoAsks() {
        host.reset(raw(200, MP3, SOUND));
        bytes(soundEffects.download(effect));
        assertThat(host.requests().get(0).headers().get("User-Agent")).startsWith("foley/");
    }

    /** An edge that refuses says nothing of the audio. */
    @Test
    void aHostThatRefusesIsAskedAgainAndTheSoundHasNotExpired() {
        host.reset(raw(403, Map.of(), "error code: 1010".getBytes(StandardCharsets.US_ASCII)),
                json(200, "{\"code\":422,\"msg\":\"url is wrong\"}"), raw(200, MP3, SOUND));
        assertThat(bytes(soundEffects.download(effect))).isEqualTo(SOUND);
        host.reset(raw(403, Map.of(), new byte[0]));
        assertThat(reason(soundEffects.download(effect))).isEqualTo(Reason.BLOCKED);
    }

    @Test
    void whatWasMadeJustNowCannotHaveExpired() {
        SoundEffect fresh = new SoundEffect("t1", effect.urls(), OutputFormat.MP3_44100_128, null, Instant.now(),
                Instant.now());
        host.reset(raw(404, Map.of(), new byte[0]), json(200, "{\"code\":422,\"msg\":\"url is wrong\"}"),
                raw(200, MP3, SOUND));
        assertThat(bytes(soundEffects.download(fresh))).isEqualTo(SOUND);
    }

    @Test
    void anExpiredUrlIsRenewedOnce() {
        host.reset(raw(404, Map.of(), new byte[0]),
                json(200, String.format(Locale.ROOT, "{\"code\":200,\"data\":\"%s/signed/t1.mp3\"}", host.url())),
                raw(200, MP3, SOUND));
        assertThat(bytes(soundEffects.download(effect))).isEqualTo(SOUND);
        assertThat(targets()).containsExactly("/as/t1_1.mp3", "/api/v1/common/download-url", "/signed/t1.mp3");
    }

    @Test
    void aRenewedUrlThatHasExpiredTooIsTheEnd() {
        host.reset(raw(403, Map.of(), new byte[0]),
                json(200, String.format(Locale.ROOT, "{\"code\":200,\"data\":\"%s/signed/t1.mp3\"}", host.url())),
                raw(410, Map.of(), new byte[0]));
        assertThat(reason(soundEffects.download(effect))).isEqualTo(Reason.EXPIRED);
        assertThat(host.requests()).hasSize(3);
    }

    @Test
    void aUrlThatCannotBeRenewedHasExpired() {
        host.reset(raw(404, Map.of(), new byte[0]), json(200, "{\"code\":422,\"msg\":\"url is wrong\"}"));
        assertThat(reason(soundEffects.download(effect))).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void aRedirectToAPrivateAddressIsNotFollowed() {
        host.reset(raw(302, Map.of("Location", host.url() + "/admin"), new byte[0]));
        assertThat(reason(soundEffects.download(effect))).isEqualTo(Reason.FORBIDDEN_ADDRESS);
        host.reset(raw(302, Map.of("Location", "http://localhost:" + host.port() + "/admin"), new byte[0]));
        assertThat(reason(soundEffects.download(effect))).isEqualTo(Reason.FORBIDDEN_ADDRESS);
        host.reset(raw(302, Map.of("Location", "file:///etc/passwd"), new byte[0]));
        assertThat(reason(soundEffects.download(effect))).isEqualTo(Reason.FORBIDDEN_ADDRESS);
        assertThat(targets()).containsExactly("/as/t1_1.mp3");
    }

    @Test
    void aLocationThatIsNoUrlIsAFaultOfTheHost() {
        host.reset(raw(302, Map.of("Location", "http://[not a url"), new byte[0]));
        assertThat(reason(soundEffects.download(effect))).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aRangeIsPassedOn() {
        host.reset(raw(206, Map.of("Content-Type", "audio/mpeg", "Content-Range", "bytes 10-19/50000"),
                Arrays.copyOfRange(SOUND, 10, 20)));

        AudioStream part = get(soundEffects.open(effect, "bytes=10-19"));

        assertThat(part.contentRange()).isEqualTo("bytes 10-19/50000");
        assertThat(part.ranges()).isTrue();
        assertThat(bytes(part.bytes())).isEqualTo(Arrays.copyOfRange(SOUND, 10, 20));
        assertThat(host.requests().get(0).headers()).containsEntry("Range", "bytes=10-19");
    }

    @Test
    void aDescriptionIsAskedForByHeadAndHoldsNoConnection() {
        host.reset(raw(200, Map.of("Content-Type", "audio/mpeg", "X-Nothing", "1"), new byte[0]));

        AudioStream described = get(soundEffects.head(effect));

        assertThat(described.mediaType()).isEqualTo("audio/mpeg");
        assertThat(bytes(described.bytes())).isEmpty();
        assertThat(host.requests()).extracting(Request::method).containsExactly("HEAD");
    }

    @Test
    void aHostThatRefusesHeadIsAskedByGetAndItsAnswerIsNotRead() {
        host.reset(raw(403, Map.of(), new byte[0]), raw(200, MP3, SOUND));

        AudioStream described = get(soundEffects.head(effect));

        assertThat(described.length()).isEqualTo(SOUND.length);
        assertThat(bytes(described.bytes())).isEmpty();
        assertThat(host.requests()).extracting(Request::method).containsExactly("HEAD", "GET");
    }

    @Test
    void aHostThatKnowsNoRangesSendsTheWhole() {
        host.reset(raw(200, MP3, SOUND));

        AudioStream whole = get(soundEffects.open(effect, "bytes=10-19"));

        assertThat(whole.contentRange()).isNull();
        assertThat(whole.ranges()).isFalse();
        assertThat(bytes(whole.bytes())).isEqualTo(SOUND);
    }

    @Test
    void aRangeBeyondTheEndIsToldAsThat() {
        host.reset(raw(416, Map.of("Content-Range", "bytes */50000"), new byte[0]));

        assertThat(reason(catchThrowable(() -> get(soundEffects.open(effect, "bytes=60000-")))))
                .isEqualTo(Reason.NO_SUCH_RANGE);
    }

    @Test
    void aPartThatNobodyAskedForIsNoSound() {
        host.reset(raw(206, Map.of("Content-Type", "audio/mpeg", "Content-Range", "bytes 0-9/50000"), new byte[10]));

        assertThat(reason(soundEffects.download(effect))).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void plainHttpIsRefusedUnlessConfigured() {
        host.reset(raw(200, MP3, SOUND));
        MediaHost strict = new MediaHost(vertx, config, MapConfig.of("foley.download.allow-http", "false"),
                trust);
        assertThat(catchThrowable(() -> get(strict.open(effect.urls().get(0), effect.format(), MediaRequest.WHOLE))))
                .hasMessageContaining("foley.download.allow-http")
                .satisfies(failure -> assertThat(reason(failure)).isEqualTo(Reason.FORBIDDEN_ADDRESS));
        assertThat(host.requests()).isEmpty();
        strict.close();
    }
}
