package dev.foley.kie;

import java.util.function.Consumer;

/** A bean that sees each request to kie.ai begin and end, each attempt for itself. It must not wait. */
@FunctionalInterface
public interface CallWatcher {
    /**
     * A request is about to be sent, on the thread and in the context of whoever asked for it.
     *
     * @return what is told of its end, on any thread
     */
    Consumer<KieCall> begun(KieCall.Kind kind);
}
