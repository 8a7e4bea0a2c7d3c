package dev.foley.facade;

import org.jspecify.annotations.Nullable;

/**
 * What a caller wants of a job's audio, for {@link Jobs#audio}.
 *
 * @param described whether only its description is wanted, and none of its bytes
 * @param range     one range of bytes as the HTTP header {@code Range} has it, such as {@code bytes=0-99}; null for the whole
 */
public record AudioPart(boolean described, @Nullable String range) {
    public static final AudioPart WHOLE = new AudioPart(false, null);
    public static final AudioPart DESCRIPTION = new AudioPart(true, null);

    public static AudioPart range(String range) {
        return new AudioPart(false, range);
    }
}
