package dev.foley.sandbox.http;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foley.sandbox.config.SandboxConfig;
import dev.foley.sandbox.fault.CallbackTrouble;
import dev.foley.sandbox.fault.FaultBook;
import dev.foley.sandbox.fault.Trouble;
import dev.foley.sandbox.task.SlidingWindow;
import dev.foley.sandbox.task.SoundOrder;
import dev.foley.sandbox.task.SoundTask;
import dev.foley.sandbox.task.SoundTasks;
import io.vertx.core.Future;

/** {@code POST /api/v1/jobs/createTask}, with its checks in the order seen: key, throttle, model, fields, credit. */
final class CreateTask implements Endpoint {

    private final SandboxConfig config;
    private final Doorkeeper doorkeeper;
    private final SlidingWindow limit;
    private final FaultBook faults;
    private final SoundTasks tasks;
    private final OrderReader reader;
    private final Function<SoundTask, Future<?>> earlyCallback;

    /** @param earlyCallback delivers the callback of a task that is not done, for those who asked for it */
    CreateTask(SandboxConfig config, Doorkeeper doorkeeper, SlidingWindow limit, FaultBook faults, SoundTasks tasks,
            Function<SoundTask, Future<?>> earlyCallback) {
        this.config = config;
        this.doorkeeper = doorkeeper;
        this.limit = limit;
        this.faults = faults;
        this.tasks = tasks;
        this.reader = new OrderReader(config.strict(), config.textLimit());
        this.earlyCallback = earlyCallback;
    }

    @Override
    public Answer answer(Call call) {
        String key = doorkeeper.admit(call);
        Optional<ObjectNode> body = body(call);
        Optional<Trouble> trouble = body.flatMap(this::trouble);
        if (trouble.isPresent() && !trouble.get().carriesOut()) {
            return Answer.instead(trouble.get(), config.httpStatus());
        }
        if (!limit.admit(key)) {
            throw new Refused(Refusals.TOO_OFTEN);
        }
        if (config.strict() && !call.saysJson()) {
            throw new Refused(Refusals.NO_JSON);
        }
        SoundOrder order = reader.read(body.orElseThrow(() -> new Refused(Refusals.BAD_REQUEST)));
        SoundTask task = tasks.create(order, faults.scriptFor(order.text()))
                .orElseThrow(() -> new Refused(Refusals.NO_CREDITS));
        return trouble.filter(Trouble.Denied.class::isInstance)
                .map(Trouble.Denied.class::cast)
                .map(denied -> Answer
                        .of(Reply.refusal(denied.code(), Refusals.textOf(denied.code()), config.httpStatus()))
                        .about(task.id()))
                .orElseGet(() -> created(task).with(trouble));
    }

    private Answer created(SoundTask task) {
        ObjectNode data = Json.object().put("taskId", task.id()).put("recordId", task.id());
        Answer answer = Answer.of(Reply.success(data)).about(task.id());
        boolean early = task.script().onCallback().stream().anyMatch(CallbackTrouble.Early.class::isInstance);
        return early ? answer.after(earlyCallback.apply(task)) : answer;
    }

    private static Optional<ObjectNode> body(Call call) {
        try {
            return Optional.of(Json.read(call.body()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Trouble> trouble(ObjectNode body) {
        String text = body.path("input").path("text").asText("");
        try {
            return faults.onCreate(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(422, String.valueOf(e.getMessage()));
        }
    }
}
