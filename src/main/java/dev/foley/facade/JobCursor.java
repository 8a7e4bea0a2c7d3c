package dev.foley.facade;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A place in a list of kept jobs, newest first, to go on from. Callers see it as an opaque word. */
public record JobCursor(Instant createdAt, UUID id) {
    private static final int BYTES = 3 * Long.BYTES;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Behind that job. */
    public static JobCursor behind(Job job) {
        return new JobCursor(Objects.requireNonNull(job.createdAt()), UUID.fromString(job.id()));
    }

    /** Empty where the word is none that was given out. */
    public static Optional<JobCursor> read(String word) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(word);
            if (bytes.length != BYTES) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            Instant createdAt = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
            return createdAt.isBefore(Instant.EPOCH) || createdAt.isAfter(LATEST)
                    ? Optional.empty()
                    : Optional.of(new JobCursor(createdAt, new UUID(buffer.getLong(), buffer.getLong())));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /** The word. */
    public String word() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(BYTES)
                        .putLong(Micros.of(createdAt))
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array());
    }
}
