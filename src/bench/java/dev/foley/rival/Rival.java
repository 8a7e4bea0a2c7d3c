package dev.foley.rival;

import java.util.concurrent.CompletionStage;

/** One way to have a sound made: create a task, ask for it once, and read where its audio lies. */
@FunctionalInterface
public interface Rival {
    String TEXT = "rain on a tin roof";
    double SECONDS = 3;

    CompletionStage<String> generate();
}
