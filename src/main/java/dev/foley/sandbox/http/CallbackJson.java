package dev.foley.sandbox.http;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foley.sandbox.config.RecordProfile;
import dev.foley.sandbox.fault.CallbackTrouble;
import dev.foley.sandbox.task.Credits;
import dev.foley.sandbox.task.SoundTask;
import dev.foley.sandbox.task.TaskState;

/** The body of a callback: not quite the answer to a query, as "what the API page does not say", 4, has it. */
final class CallbackJson {

    private static final int SUCCESS = 200;
    private static final int FAILURE = 501;

    private final RecordProfile profile;
    private final MediaLinks links;
    private final Credits credits;

    CallbackJson(RecordProfile profile, MediaLinks links, Credits credits) {
        this.profile = profile;
        this.links = links;
        this.credits = credits;
    }

    /** What is posted once a task is done; before that, what would be. */
    ObjectNode of(SoundTask task, List<CallbackTrouble> troubles) {
        RecordProfile generation = troubles.contains(new CallbackTrouble.OtherGeneration()) ? other() : profile;
        boolean success = task.stateAt(task.doneAt()) == TaskState.SUCCEEDED;
        ObjectNode data = new RecordJson(generation, links).of(task, task.doneAt());
        if (generation == RecordProfile.APRIL_2026) {
            data.put("consumeCredits", success ? task.order().price() : BigDecimal.ZERO);
            data.put("remainedCredits", credits.balance());
        }
        // Absent, where a query says null or nothing.
        data.remove(success ? List.of("failCode", "failMsg") : List.of("resultJson"));
        data.put("costTime", RecordJson.costTime(task));
        data.put("createTime", wholeSeconds(task.createdAt()));
        data.put("completeTime", wholeSeconds(task.doneAt()));
        data.put("updateTime", wholeSeconds(task.doneAt()));
        ObjectNode body = Json.object();
        body.put("code", success ? SUCCESS : FAILURE);
        body.put("msg", success ? "Playground task completed successfully." : "Playground task failed.");
        body.set("data", data);
        troubles.forEach(trouble -> rename(body, data, trouble, task.id()));
        return body;
    }

    private RecordProfile other() {
        return profile == RecordProfile.APRIL_2026 ? RecordProfile.OCTOBER_2026 : RecordProfile.APRIL_2026;
    }

    /** In milliseconds, like all times. */
    private static long wholeSeconds(long millis) {
        return millis - millis % 1000;
    }

    private static void rename(ObjectNode body, ObjectNode data, CallbackTrouble trouble, String id) {
        if (trouble instanceof CallbackTrouble.Id other) {
            switch (other.name()) {
                case TASK_ID -> {
                    data.remove("taskId");
                    data.put("task_id", id);
                }
                case TOP -> {
                    data.remove("taskId");
                    body.put("taskId", id);
                }
                case TWO -> body.put("taskId", UUID.randomUUID().toString().replace("-", ""));
            }
        }
    }
}
