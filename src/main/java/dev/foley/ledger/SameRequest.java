package dev.foley.ledger;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Objects;

import dev.foley.SoundEffectRequest;
import org.jspecify.annotations.Nullable;

/** Whether the request that a task's record repeats is that of a job, although kie.ai may repeat it in another form. */
final class SameRequest {
    private SameRequest() {}

    /**
     * The job's own callback URL is proof, for nobody else's request has it. Without one, all else has to be the same, but for
     * ends of lines and spaces around the text.
     *
     * @param repeated null where the record has none that can be read
     */
    static boolean is(LedgerJob job, @Nullable SoundEffectRequest repeated) {
        if (repeated == null) {
            return false;
        }
        URI callback = repeated.callbackUrl();
        if (callback != null) {
            return callback.equals(job.request().callbackUrl())
                    || callback.toString().endsWith('/' + job.id().toString());
        }
        SoundEffectRequest asked = job.request();
        return plain(asked.text()).equals(plain(repeated.text())) && asked.loop() == repeated.loop()
                && asked.outputFormat() == repeated.outputFormat()
                && same(asked.durationSeconds(), repeated.durationSeconds())
                && same(asked.promptInfluence(), repeated.promptInfluence());
    }

    private static String plain(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').strip();
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? Objects.equals(one, other) : one.compareTo(other) == 0;
    }
}
