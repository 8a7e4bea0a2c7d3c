package dev.foley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WitnessTest {

    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.configure().set("retained-requests", "5").start();
        client = new Client(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private JsonNode admin(String path) {
        return client.json(client.send(client.request("/admin" + path)));
    }

    private HttpResponse<String> admin(String method, String path, String body) {
        return client.send(client.request("/admin" + path).method(method, BodyPublishers.ofString(body)));
    }

    @Test
    void aTestCanCountPayments() {
        client.create(Client.order(Client.input("rain").put("duration_seconds", 10)));
        client.create(Client.order(Client.input("rain [[fail:500]]")));

        assertThat(sandbox.witness().tasksFor("rain")).singleElement().satisfies(task -> {
            assertThat(task.paid()).isTrue();
            assertThat(task.state()).isEqualTo("succeeded");
            assertThat(task.price()).isEqualByComparingTo("2.4");
        });
        assertThat(sandbox.witness().creditsSpent()).isEqualByComparingTo("2.4");
        assertThat(admin("").get("paidTasks").asInt()).isEqualTo(1);
        assertThat(admin("/credits").get("creditsSpent").decimalValue()).isEqualByComparingTo("2.4");
    }

    @Test
    void tasksAreFoundByTextAndByCallback() {
        client.create(Client.order(Client.input("rain & wind")).put("callBackUrl", "http://127.0.0.1:1/a?b=c"));
        client.create("wind");

        assertThat(sandbox.witness().tasksForCallback("http://127.0.0.1:1/a?b=c")).hasSize(1);
        assertThat(admin("/tasks?text=rain%20%26%20wind")).hasSize(1);
        assertThat(admin("/tasks?callBackUrl=http%3A%2F%2F127.0.0.1%3A1%2Fa%3Fb%3Dc").at("/0/text").asText())
                .isEqualTo("rain & wind");
        assertThat(admin("/tasks")).hasSize(2);
    }

    @Test
    void everyRequestIsSeenWithItsAnswerButNotTheKey() {
        String id = client.createdId("rain");
        client.record(id);
        client.get("/nowhere");

        JsonNode requests = admin("/requests");

        assertThat(requests).hasSize(3);
        assertThat(requests.at("/0/target").asText()).isEqualTo("/api/v1/jobs/createTask");
        assertThat(requests.at("/0/body").asText()).contains("\"text\":\"rain\"");
        assertThat(requests.at("/0/taskId").asText()).isEqualTo(id);
        assertThat(requests.at("/0/code").asInt()).isEqualTo(200);
        assertThat(requests.at("/0/headers/authorization").asText()).isEqualTo("***");
        assertThat(requests.at("/2/status").asInt()).isEqualTo(404);
        assertThat(admin("/requests?path=/api/v1/jobs/recordInfo")).hasSize(1);
        assertThat(sandbox.witness().requestsTo("/api/v1/jobs/recordInfo")).hasSize(1);
    }

    @Test
    void onlyTheLatestRequestsAreRemembered() {
        for (int i = 0; i < 7; i++) {
            client.get("/" + i);
        }

        assertThat(sandbox.witness().requests()).extracting("target").containsExactly("/2", "/3", "/4", "/5", "/6");
    }

    @Test
    void faultsCanBeOrderedOverHttp() {
        assertThat(admin("POST", "/faults", "{\"text\":\"thunder\",\"faults\":[\"create:402\"]}").statusCode())
                .isEqualTo(201);

        assertThat(client.create("thunder").get("code").asInt()).isEqualTo(402);
        assertThat(client.create("rain").get("code").asInt()).isEqualTo(200);

        assertThat(admin("DELETE", "/faults", "").statusCode()).isEqualTo(204);
        assertThat(client.create("thunder").get("code").asInt()).isEqualTo(200);
    }

    @Test
    void anUnknownFaultIsRefusedByName() {
        HttpResponse<String> response = admin("POST", "/faults", "{\"faults\":[\"explode\"]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("explode");
        assertThat(admin("POST", "/faults", "{").statusCode()).isEqualTo(400);
    }

    @Test
    void theBalanceCanBeSet() {
        assertThat(admin("PUT", "/credits", "{\"balance\":0.1}").statusCode()).isEqualTo(200);
        assertThat(client.create("rain").get("code").asInt()).isEqualTo(402);

        sandbox.setBalance(BigDecimal.TEN);
        assertThat(client.create("rain").get("code").asInt()).isEqualTo(200);
        assertThat(admin("PUT", "/credits", "{\"balance\":\"much\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void everythingCanBeForgottenOverHttp() {
        client.create("rain");

        assertThat(admin("DELETE", "", "").statusCode()).isEqualTo(204);

        assertThat(sandbox.witness().tasks()).isEmpty();
        assertThat(sandbox.witness().requests()).isEmpty();
    }

    @Test
    void anotherPathOfTheAdminTellsWhichThereAre() {
        HttpResponse<String> response = admin("GET", "/nonsense", "");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("/admin/requests");
    }
}
