package dev.foley.error;

/** 505: the feature is switched off at kie.ai. */
public final class FeatureDisabledException extends KieAnswerException {
    public FeatureDisabledException(int code, String text) {
        super("the feature is disabled", code, text);
    }
}
