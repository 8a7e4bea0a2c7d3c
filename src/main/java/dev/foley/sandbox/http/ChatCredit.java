package dev.foley.sandbox.http;

import com.fasterxml.jackson.databind.node.DecimalNode;
import dev.foley.sandbox.task.Credits;
import dev.foley.sandbox.task.SoundTasks;

/** {@code GET /api/v1/chat/credit}: the balance, a decimal. */
final class ChatCredit implements Endpoint {

    private final Doorkeeper doorkeeper;
    private final SoundTasks tasks;
    private final Credits credits;

    ChatCredit(Doorkeeper doorkeeper, SoundTasks tasks, Credits credits) {
        this.doorkeeper = doorkeeper;
        this.tasks = tasks;
        this.credits = credits;
    }

    @Override
    public Answer answer(Call call) {
        doorkeeper.admit(call);
        tasks.settle();
        return Answer.of(Reply.success(DecimalNode.valueOf(credits.balance())));
    }
}
