package dev.foley.sandbox.http;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foley.sandbox.fault.FaultBook;
import dev.foley.sandbox.task.Credits;
import dev.foley.sandbox.witness.SeenTask;
import dev.foley.sandbox.witness.Witness;

/** {@code /admin/…}: the witness, the faults and the account, for tests in any language. It wants no key. */
final class Admin implements Endpoint {

    static final String FOLDER = "/admin";

    private static final int CREATED = 201;

    private final Witness witness;
    private final FaultBook faults;
    private final Credits credits;
    private final Runnable reset;

    /** @param reset forgets tasks, requests, faults and limits */
    Admin(Witness witness, FaultBook faults, Credits credits, Runnable reset) {
        this.witness = witness;
        this.faults = faults;
        this.credits = credits;
        this.reset = reset;
    }

    @Override
    public Answer answer(Call call) {
        String path = call.path().substring(FOLDER.length());
        return Answer.of(switch (call.method() + " " + (path.endsWith("/") ? path : path + "/")) {
            case "GET /" -> Reply.json(200, summary());
            case "DELETE /" -> done(reset);
            case "GET /requests/" -> Reply.json(200, Json.tree(call.parameter("path")
                    .map(witness::requestsTo)
                    .orElseGet(witness::requests)));
            case "GET /tasks/" -> Reply.json(200, Json.tree(tasks(call)));
            case "GET /callbacks/" -> Reply.json(200, Json.tree(witness.callbacks()));
            case "GET /credits/" -> Reply.json(200, account());
            case "PUT /credits/" -> setBalance(call);
            case "POST /faults/" -> order(call);
            case "DELETE /faults/" -> done(faults::clear);
            default -> Reply.json(404, error("GET and DELETE /admin; GET /admin/requests[?path=], "
                    + "/admin/tasks[?text=][&callBackUrl=], /admin/callbacks; GET and PUT /admin/credits; "
                    + "POST and DELETE /admin/faults"));
        });
    }

    private ObjectNode summary() {
        List<SeenTask> tasks = witness.tasks();
        ObjectNode summary = Json.object();
        summary.put("requests", witness.requests().size());
        summary.put("tasks", tasks.size());
        summary.put("paidTasks", tasks.stream().filter(SeenTask::paid).count());
        summary.put("callbacks", witness.callbacks().size());
        return summary.setAll(account());
    }

    private ObjectNode account() {
        return Json.object().put("creditsSpent", witness.creditsSpent()).put("balance", witness.balance());
    }

    private List<SeenTask> tasks(Call call) {
        Optional<String> text = call.parameter("text");
        Optional<String> callBackUrl = call.parameter("callBackUrl");
        return witness.tasks()
                .stream()
                .filter(task -> text.isEmpty() || text.get().equals(task.text()))
                .filter(task -> callBackUrl.isEmpty() || callBackUrl.get().equals(task.callBackUrl()))
                .toList();
    }

    private Reply setBalance(Call call) {
        return body(call).map(body -> body.path("balance"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .filter(balance -> balance.signum() >= 0)
                .map(this::setBalance)
                .orElseGet(() -> Reply.json(400, error("send {\"balance\": 12.5}")));
    }

    private Reply setBalance(BigDecimal balance) {
        credits.setBalance(balance);
        return Reply.json(200, account());
    }

    private Reply order(Call call) {
        ObjectNode body = body(call).orElseGet(Json::object);
        List<String> words = new ArrayList<>();
        body.path("faults").forEach(fault -> words.add(fault.asText()));
        if (words.isEmpty()) {
            return Reply.json(400,
                    error("send {\"text\": \"part of the prompts, or none\", \"faults\": [\"fail:500\"]}"));
        }
        try {
            faults.on(body.path("text").asText(""), words.toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            return Reply.json(400, error(String.valueOf(e.getMessage())));
        }
        return Reply.json(CREATED, body);
    }

    private static Optional<ObjectNode> body(Call call) {
        try {
            return Optional.of(Json.read(call.body()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Reply done(Runnable action) {
        action.run();
        return new Reply(204, "application/json", new byte[0], null);
    }

    private static ObjectNode error(String text) {
        return Json.object().put("error", text);
    }
}
