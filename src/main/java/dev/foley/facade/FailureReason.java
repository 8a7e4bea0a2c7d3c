package dev.foley.facade;

import java.util.List;
import java.util.Locale;

import dev.foley.Task;
import dev.foley.ledger.Failure;

/** Why a job failed, for programs; kie.ai's own code and words stand beside it. */
public enum FailureReason {
    /** The prompt was refused for what it says: another prompt may pass. */
    CONTENT_REJECTED,
    /** kie.ai found a parameter invalid after it had accepted the task. */
    INVALID_PARAMETERS,
    /** The model did not answer in time. */
    MODEL_TIMEOUT,
    /** The model failed, or said nothing else that is known here. */
    GENERATION_FAILED,
    /** kie.ai reports success and names no audio: probably charged, and lost. */
    NO_AUDIO,
    /** It waited for its turn until its deadline: nothing was created. */
    NOT_SENT_IN_TIME,
    /** The sound was made and paid for, and could not be fetched before its deadline. */
    AUDIO_LOST;

    /** As published clients and kie.ai's pages show them; compared in lower case, in code and text alike. */
    private static final List<String> CONTENT_WORDS = List.of("nsfw", "sensitive", "prohibited", "policy",
            "inappropriate", "moderation", "violat", "blocked", "rejected", "safety");

    /** The name in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Why a job of the ledger failed. */
    public static FailureReason of(Failure failure) {
        String code = failure.code() == null ? "" : failure.code();
        String message = failure.message() == null ? "" : failure.message();
        return switch (failure.reason()) {
            // Whatever its code is: 500 is among those that refuse an invalid parameter.
            case REFUSED -> isContent(code, message) ? CONTENT_REJECTED : INVALID_PARAMETERS;
            case TASK_FAILED -> of(new Task.Failure(code, message));
            case QUEUED_TOO_LONG -> NOT_SENT_IN_TIME;
            case TASK_TOO_LONG -> MODEL_TIMEOUT;
            case NO_AUDIO -> NO_AUDIO;
            case AUDIO_LOST -> AUDIO_LOST;
        };
    }

    static FailureReason of(Task.Failure failure) {
        if (isContent(failure.code(), failure.text())) {
            return CONTENT_REJECTED;
        }
        return switch (failure.code()) {
            case "400", "422" -> INVALID_PARAMETERS;
            case "408" -> MODEL_TIMEOUT;
            default -> GENERATION_FAILED;
        };
    }

    private static boolean isContent(String code, String text) {
        String words = (code + ' ' + text).toLowerCase(Locale.ROOT);
        return CONTENT_WORDS.stream().anyMatch(words::contains);
    }
}
