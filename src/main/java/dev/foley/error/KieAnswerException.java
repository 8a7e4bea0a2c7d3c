package dev.foley.error;

import java.util.Locale;

/**
 * kie.ai answered, and the answer is no. One subtype for each documented code.
 *
 * <p>
 * The message never has kie.ai's own words in it, for they may quote a prompt, and messages end up in logs: see {@link #text()}.
 */
public abstract sealed class KieAnswerException extends SoundEffectException permits InvalidParametersException,
        UnauthorizedException, InsufficientCreditsException, AccessBlockedException, ResourceNotFoundException,
        UpstreamTimeoutException, TooManyRequestsException, SubKeyLimitException, ServerErrorException,
        MaintenanceException, GenerationFailedException, FeatureDisabledException, UnknownAnswerException {

    private final int code;
    private final String text;

    KieAnswerException(String meaning, int code, String text) {
        super(String.format(Locale.ROOT, "kie.ai answered %d: %s", code, meaning), null);
        this.code = code;
        this.text = text;
    }

    /** The envelope's {@code code}, or the HTTP status where no envelope came. */
    public int code() {
        return code;
    }

    /** kie.ai's own words, empty when it gave none. They may quote the prompt: for the caller, and for no log. */
    public String text() {
        return text;
    }
}
