package dev.foley.ledger;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

import dev.foley.AudioBytes;
import dev.foley.OutputFormat;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How long audio plays, read from its bytes. Nobody's job fails for want of that. */
final class AudioLength {
    private static final Logger LOG = Logger.getLogger(AudioLength.class);

    private AudioLength() {}

    /**
     * In seconds, rounded to milliseconds; empty where the bytes do not say.
     *
     * @param format    what was asked for
     * @param mediaType what its first bytes say that it is, or else the media host; null where neither does
     */
    static Optional<BigDecimal> seconds(OutputFormat format, @Nullable String mediaType, byte[] bytes) {
        try {
            Ratio length = switch (AudioBytes.usualName(mediaType)) {
                case "audio/wav" -> WavLength.of(bytes);
                case "audio/mpeg" -> Mp3Length.of(bytes);
                case "audio/ogg" -> OpusLength.of(bytes);
                case "audio/mp4", "audio/flac" -> throw new IOException("not a format that can be asked for");
                default -> asked(format, bytes);
            };
            return Optional.of(length.seconds()).filter(seconds -> seconds.signum() > 0);
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "No length can be read from %d bytes of %s", bytes.length, format.wireName());
            return Optional.empty();
        }
    }

    private static Ratio asked(OutputFormat format, byte[] bytes) throws IOException {
        return switch (format.codec()) {
            case PCM, ULAW, ALAW -> new Ratio(bytes.length * 8L, format.bitrate());
            case MP3 -> Mp3Length.of(bytes);
            case OPUS -> OpusLength.of(bytes);
        };
    }

    /** So many, at so many a second. */
    record Ratio(long count, long rate) {
        BigDecimal seconds() {
            BigDecimal exact = BigDecimal.valueOf(count).divide(BigDecimal.valueOf(rate), MathContext.DECIMAL64);
            BigDecimal shortest = exact.setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
            return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
        }
    }
}
