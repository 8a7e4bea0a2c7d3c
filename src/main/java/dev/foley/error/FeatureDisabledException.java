package dev.foley.error;

/** 505, or 422 for the model: kie.ai has switched it off. Nothing was created, and only its operator can help. */
public final class FeatureDisabledException extends KieAnswerException {
    public FeatureDisabledException(int code, String text) {
        super("the feature is disabled", code, text);
    }
}
