package dev.foley.kie;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What {@code recordInfo} says of a task.
 *
 * @param taskId          as kie.ai repeats it, or as it was asked for where it does not
 * @param state           as it came: documented are waiting, queuing, generating, success and fail
 * @param param           what the task was created with; null where it is absent or unreadable
 * @param resultUrls      empty until success, and after a success without audio
 * @param unreadResult    what stands in the place of result URLs, where none is in it; null where nothing does
 * @param failCode        null unless the task failed and named one
 * @param failMsg         null unless the task failed and named one
 * @param creditsConsumed null where unknown; zero where kie.ai says zero
 * @param createTime      null where unknown
 * @param completeTime    null while running, or where unknown
 */
public record RecordInfo(String taskId, String state, @Nullable Param param, List<String> resultUrls,
        @Nullable String unreadResult, @Nullable String failCode, @Nullable String failMsg,
        @Nullable BigDecimal creditsConsumed,
        @Nullable Instant createTime, @Nullable Instant completeTime) {

    /** A task's own parameters, each null where absent. */
    public record Param(@Nullable String model, @Nullable String text, @Nullable Boolean loop,
            @Nullable BigDecimal durationSeconds, @Nullable BigDecimal promptInfluence,
            @Nullable String outputFormat, @Nullable String callBackUrl) {}
}
