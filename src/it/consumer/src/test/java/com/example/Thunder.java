package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;

/** What is heard. */
class Thunder {
    /** 1.5 s of 128 kbit/s. */
    private static final int BYTES = 24_000;

    private Thunder() {}

    static void assertHeard(Response response) {
        byte[] audio = response.then().statusCode(200).contentType("audio/mpeg").extract().asByteArray();
        assertTrue(audio.length >= BYTES, "only " + audio.length + " bytes of thunder");
    }
}
