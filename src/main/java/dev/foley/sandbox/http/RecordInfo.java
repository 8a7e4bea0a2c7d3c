package dev.foley.sandbox.http;

import java.time.Clock;
import java.util.Optional;

import dev.foley.sandbox.config.SandboxConfig;
import dev.foley.sandbox.fault.Fault;
import dev.foley.sandbox.fault.Trouble;
import dev.foley.sandbox.task.SlidingWindow;
import dev.foley.sandbox.task.SoundTask;
import dev.foley.sandbox.task.SoundTasks;

/** {@code GET /api/v1/jobs/recordInfo?taskId=…}. */
final class RecordInfo implements Endpoint {

    private final SandboxConfig config;
    private final Doorkeeper doorkeeper;
    private final SlidingWindow limit;
    private final SoundTasks tasks;
    private final RecordJson records;
    private final Clock clock;

    RecordInfo(SandboxConfig config, Doorkeeper doorkeeper, SlidingWindow limit, SoundTasks tasks, RecordJson records,
            Clock clock) {
        this.config = config;
        this.doorkeeper = doorkeeper;
        this.limit = limit;
        this.tasks = tasks;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public Answer answer(Call call) {
        String key = doorkeeper.admit(call);
        if (!limit.admit(key)) {
            throw new Refused(Refusals.TOO_OFTEN);
        }
        String id = call.parameter("taskId").orElseThrow(() -> new Refused(Refusals.NO_TASK_ID));
        SoundTask task = tasks.find(id).orElseThrow(() -> new Refused(Refusals.UNKNOWN_TASK));
        return answer(task, task.nextQuery());
    }

    private Answer answer(SoundTask task, int earlier) {
        Optional<Trouble> trouble = task.script().onQuery(earlier);
        if (trouble.isPresent() && !trouble.get().carriesOut()) {
            return Answer.instead(trouble.get(), config.httpStatus()).about(task.id());
        }
        int unknown = task.script().find(Fault.Unknown.class).map(Fault.Unknown::polls).orElse(0);
        Reply reply = earlier < unknown
                ? Reply.refusal(Refusals.UNKNOWN_TASK, config.httpStatus())
                : Reply.success(records.of(task, clock.millis()));
        return Answer.of(reply).about(task.id()).with(trouble);
    }
}
