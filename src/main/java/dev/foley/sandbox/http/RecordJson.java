package dev.foley.sandbox.http;

import java.math.BigDecimal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foley.sandbox.config.RecordProfile;
import dev.foley.sandbox.fault.Fault;
import dev.foley.sandbox.task.SoundOrder;
import dev.foley.sandbox.task.SoundTask;
import dev.foley.sandbox.task.TaskState;

/** The record of a task, key by key as seen on the wire. */
final class RecordJson {

    private static final BigDecimal NOTHING_YET = new BigDecimal("0.0");

    private final RecordProfile profile;
    private final MediaLinks links;

    RecordJson(RecordProfile profile, MediaLinks links) {
        this.profile = profile;
        this.links = links;
    }

    /** The record as it is now, in milliseconds since 1970. */
    ObjectNode of(SoundTask task, long now) {
        TaskState state = task.stateAt(now);
        ObjectNode json = Json.object();
        json.put("taskId", task.id());
        json.put("model", OrderReader.MODEL);
        json.put("state", name(task, state));
        json.put("param", param(task.order()));
        putResult(json, task, state);
        putFailure(json, task, state);
        if (state == TaskState.SUCCEEDED) {
            json.put("costTime", costTime(task));
            json.put("completeTime", task.doneAt());
        } else {
            json.putNull("costTime");
            json.putNull("completeTime");
        }
        json.put("createTime", task.createdAt());
        if (profile != RecordProfile.APRIL_2026) {
            putCredits(json, task, state);
        }
        if (profile == RecordProfile.OCTOBER_2026) {
            putNewerKeys(json, task, state);
        }
        return json;
    }

    /** In seconds. */
    static long costTime(SoundTask task) {
        return Math.round((task.doneAt() - task.createdAt()) / 1000.0);
    }

    private static String name(SoundTask task, TaskState state) {
        return switch (state) {
            case SUCCEEDED -> "success";
            case FAILED -> "fail";
            case WAITING -> stuckOr(task, "waiting");
            case GENERATING -> stuckOr(task, "generating");
        };
    }

    private static String stuckOr(SoundTask task, String usual) {
        return task.script()
                .find(Fault.Stuck.class)
                .map(Fault.Stuck::state)
                .or(() -> task.script().find(Fault.Passing.class).map(Fault.Passing::state))
                .orElse(usual);
    }

    /** A string of JSON, whose {@code input} is a string of JSON again: so were 595 of 595 on the wire. */
    private static String param(SoundOrder order) {
        ObjectNode param = Json.object().put("input", order.inputJson());
        if (order.callBackUrl() != null) {
            param.put("callBackUrl", order.callBackUrl());
        }
        return Json.write(param.put("model", OrderReader.MODEL));
    }

    private void putResult(ObjectNode json, SoundTask task, TaskState state) {
        if (state != TaskState.SUCCEEDED) {
            json.put("resultJson", "");
            return;
        }
        String usual = Json.write(urls(task));
        switch (shape(task)) {
            case NONE, RESPONSE -> json.put("resultJson", "");
            case EMPTY -> json.put("resultJson", "{\"resultUrls\":[]}");
            case MALFORMED -> json.put("resultJson", usual.substring(0, usual.length() / 2));
            case OBJECT -> json.set("resultJson", urls(task));
            case USUAL -> json.put("resultJson", usual);
        }
    }

    private static Fault.Result.Shape shape(SoundTask task) {
        return task.script().find(Fault.Result.class).map(Fault.Result::shape).orElse(Fault.Result.Shape.USUAL);
    }

    private ObjectNode urls(SoundTask task) {
        ObjectNode urls = Json.object();
        urls.putArray("resultUrls").add(links.urlOf(task));
        return urls;
    }

    private static void putFailure(ObjectNode json, SoundTask task, TaskState state) {
        Fault.Fail fail = task.script().find(Fault.Fail.class).orElse(null);
        if (state != TaskState.FAILED || fail == null) {
            json.putNull("failCode");
            json.putNull("failMsg");
            return;
        }
        if (fail.code() != null && fail.numeric()) {
            json.put("failCode", Integer.parseInt(fail.code()));
        } else {
            json.put("failCode", fail.code());
        }
        json.put("failMsg", fail.message());
    }

    private static void putCredits(ObjectNode json, SoundTask task, TaskState state) {
        switch (state) {
            case SUCCEEDED -> json.put("creditsConsumed", task.order().price());
            case FAILED -> json.put("creditsConsumed", 0);
            default -> json.put("creditsConsumed", NOTHING_YET);
        }
    }

    private void putNewerKeys(ObjectNode json, SoundTask task, TaskState state) {
        json.put("operationType", OrderReader.MODEL);
        json.put("successFlag", state == TaskState.SUCCEEDED ? 1 : 0);
        json.put("paramJson", param(task.order()));
        if (state == TaskState.SUCCEEDED && hasResponse(task)) {
            json.set("response", urls(task));
        }
    }

    private static boolean hasResponse(SoundTask task) {
        return switch (shape(task)) {
            case USUAL, RESPONSE, OBJECT -> true;
            case NONE, EMPTY, MALFORMED -> false;
        };
    }
}
