package dev.foley.error;

import org.jspecify.annotations.Nullable;

/** The audio could not be fetched. The task stays paid, and the download may be tried again unless it has expired. */
public final class DownloadException extends SoundEffectException {
    private final Reason reason;
    private final @Nullable Long length;

    public DownloadException(Reason reason, String detail) {
        this(reason, detail, null);
    }

    public DownloadException(Reason reason, String detail, @Nullable Throwable cause) {
        this(reason, detail, cause, null);
    }

    private DownloadException(Reason reason, String detail, @Nullable Throwable cause, @Nullable Long length) {
        super("the audio cannot be downloaded: " + detail, cause);
        this.reason = reason;
        this.length = length;
    }

    /** @param length of the whole audio, in bytes; null where the media host did not tell */
    public static DownloadException noSuchRange(String detail, @Nullable Long length) {
        return new DownloadException(Reason.NO_SUCH_RANGE, detail, null, length);
    }

    public Reason reason() {
        return reason;
    }

    /** The length of the whole audio in bytes, with {@link Reason#NO_SUCH_RANGE}, if the media host told; else null. */
    public @Nullable Long length() {
        return length;
    }

    /** Why a download fails. */
    public enum Reason {
        /** The media host answered 404 or 410, also for a renewed link, to a result that is not minutes old. */
        EXPIRED,
        /** The media host, or what stands before it, answered 403 or 401, also for a renewed link: the audio may still be there. */
        BLOCKED,
        /** Larger than {@code foley.download.max-size}. */
        TOO_LARGE,
        /** What came is no audio, by its media type or its first bytes. */
        WRONG_MEDIA_TYPE,
        /** Not https, or a redirect to a private address. */
        FORBIDDEN_ADDRESS,
        /** The media host answered 416: the audio has no byte of the range that was asked for. */
        NO_SUCH_RANGE,
        /** The media host cannot be reached, broke off, or answered with an error. */
        UNAVAILABLE
    }
}
