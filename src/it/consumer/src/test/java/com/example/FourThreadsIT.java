package com.example;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten callers for each of four threads. */
@Tag("deep")
@QuarkusIntegrationTest
@QuarkusTestResource(value = Elsewhere.class, restrictToAnnotatedClass = true, initArgs = @ResourceArg(name = "threads", value = "4"))
class FourThreadsIT {
    @Test
    void allWhoWaitAreAnswered() throws Exception {
        Crowd.assertAllHear(40);
    }
}
