package dev.foley.facade.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import dev.foley.facade.InvalidRequestException;
import dev.foley.facade.Violation;
import org.jspecify.annotations.Nullable;

/** Reads parameters of the query as strictly as fields of a body are read. */
final class QueryParameters {
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private QueryParameters() {}

    /** Absent, it is false. */
    static boolean flag(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw invalid(name, "is %s: must be true or false".formatted(Quote.of(value)));
    }

    /** A time with its offset, or a day of UTC; absent, the beginning of time. */
    static Instant time(String name, @Nullable String value) {
        if (value == null) {
            return EARLIEST;
        }
        try {
            Instant time = value.length() <= "2026-11-30".length()
                    ? LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(value);
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException noTime) {
            // Told below, with the way out.
        }
        throw invalid(name,
                "is %s: must be a time such as 2026-11-30T08:00:00Z, or a day such as 2026-11-30, from 1970 to 9999"
                        .formatted(Quote.of(value)));
    }

    static InvalidRequestException invalid(String name, String message) {
        return new InvalidRequestException(List.of(new Violation(name, message)));
    }
}
