package dev.foley.facade.metrics;

import java.util.Locale;

/** Names of the code as values of tags: words in lower case, with hyphens. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
