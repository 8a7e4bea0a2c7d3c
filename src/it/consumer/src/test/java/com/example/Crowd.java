package com.example;

import static io.restassured.RestAssured.given;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.restassured.response.Response;

/** Many who wait at the same time. */
class Crowd {
    private Crowd() {}

    static void assertAllHear(int count) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(count);
        Callable<Response> caller = () -> given().get("/thunder/waited");
        try {
            for (Future<Response> answer : callers.invokeAll(Collections.nCopies(count, caller), 90,
                    TimeUnit.SECONDS)) {
                Thunder.assertHeard(answer.get());
            }
        } finally {
            callers.shutdownNow();
        }
    }
}
