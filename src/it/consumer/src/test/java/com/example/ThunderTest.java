package com.example;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.inject.Inject;

import dev.foley.sandbox.Sandbox;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

/** With nothing configured: the sandbox answers. */
@QuarkusTest
class ThunderTest {
    @Inject
    Door door;

    @Inject
    Sandbox sandbox;

    @Test
    void itThunders() {
        Thunder.assertHeard(given().get("/thunder"));
        assertEquals(1, sandbox.witness().tasksFor("distant thunder").size());
    }

    @Test
    void theDoorSlams() throws IOException {
        Path file = door.slam();
        assertTrue(Files.size(file) > 0);
        Files.delete(file);
    }

    @Test
    void thereIsAKnockOnceSomebodyComes() {
        assertThrows(NobodyThere.class, () -> door.knock(Uni.createFrom().failure(new NobodyThere())));
        assertEquals(0, sandbox.witness().tasksFor("a knock").size());
        String id = door.knock(Uni.createFrom().voidItem()).id();
        assertEquals(id, sandbox.witness().tasksFor("a knock").get(0).taskId());
    }

    private static final class NobodyThere extends RuntimeException {}
}
