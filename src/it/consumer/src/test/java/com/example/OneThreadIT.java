package com.example;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** All callers share one thread. */
@QuarkusIntegrationTest
@QuarkusTestResource(value = Elsewhere.class, restrictToAnnotatedClass = true, initArgs = @ResourceArg(name = "threads", value = "1"))
class OneThreadIT {
    @Test
    void allWhoWaitAreAnswered() throws Exception {
        Crowd.assertAllHear(8);
    }

    @Test
    void itThunders() {
        Thunder.assertHeard(given().get("/thunder"));
    }

    @Test
    void aPromiseIsKept() {
        Thunder.assertHeard(given().get("/thunder/promised"));
    }

    @Test
    void whatAScheduleAsksForIsMade() {
        Thunder.assertHeard(given().get("/thunder/forecast"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void itThundersOnAVirtualThread() {
        Thunder.assertHeard(given().get("/thunder/virtual"));
    }
}
