package dev.foley.kie;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import dev.foley.error.AccessBlockedException;
import dev.foley.error.FeatureDisabledException;
import dev.foley.error.GenerationFailedException;
import dev.foley.error.InsufficientCreditsException;
import dev.foley.error.InvalidParametersException;
import dev.foley.error.KieAnswerException;
import dev.foley.error.MaintenanceException;
import dev.foley.error.ResourceNotFoundException;
import dev.foley.error.ServerErrorException;
import dev.foley.error.SubKeyLimitException;
import dev.foley.error.TooManyRequestsException;
import dev.foley.error.UnauthorizedException;
import dev.foley.error.UnknownAnswerException;
import dev.foley.error.UpstreamTimeoutException;
import org.jspecify.annotations.Nullable;

/** The error tables of the API page and of the wire, as one function. */
final class ErrorTable {
    /** What kie.ai says of invalid parameters under 500, as seen on the wire and by published clients. */
    private static final List<String> INVALID = List.of("is required", "exceeds maximum length",
            "is not within the range of allowed options", "must be a number");

    private ErrorTable() {}

    static KieAnswerException of(int code, String text, @Nullable Duration retryAfter) {
        return switch (code) {
            case 400 -> new InvalidParametersException(code, text);
            case 401 -> new UnauthorizedException(code, text);
            case 402 -> new InsufficientCreditsException(code, text);
            case 403 -> new AccessBlockedException(code, text);
            case 404 -> new ResourceNotFoundException(code, text);
            case 408 -> new UpstreamTimeoutException(code, text);
            case 422 -> unprocessable(text);
            case 429 -> new TooManyRequestsException(code, text, retryAfter);
            case 433 -> new SubKeyLimitException(code, text);
            case 455 -> new MaintenanceException(code, text);
            case 500 -> serverError(text);
            case 501 -> new GenerationFailedException(code, text);
            case 505 -> new FeatureDisabledException(code, text);
            default -> new UnknownAnswerException(code, text);
        };
    }

    private static KieAnswerException unprocessable(String text) {
        if (says(text, "recordinfo is null")) {
            return new ResourceNotFoundException(422, text);
        }
        return says(text, "model name") && says(text, "not supported")
                ? new FeatureDisabledException(422, text)
                : new InvalidParametersException(422, text);
    }

    /** 500 is kie.ai's catch-all: what the caller got wrong and an empty account were seen under it, told apart by their text. */
    private static KieAnswerException serverError(String text) {
        if (says(text, "credits insufficient") || says(text, "current balance")) {
            return new InsufficientCreditsException(500, text);
        }
        return INVALID.stream().anyMatch(words -> says(text, words))
                ? new InvalidParametersException(500, text)
                : new ServerErrorException(500, text);
    }

    private static boolean says(String text, String words) {
        return text.toLowerCase(Locale.ROOT).contains(words);
    }
}
