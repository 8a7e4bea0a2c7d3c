package dev.foley.facade.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import jakarta.inject.Inject;

import dev.foley.WithoutDatabase;
import dev.foley.sandbox.Sandbox;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** From a prompt to its audio over HTTP, with the sandbox in kie.ai's place. */
@QuarkusTest
@TestProfile(WithoutDatabase.class)
class SoundEffectJourneyTest {
    @Inject
    Sandbox sandbox;

    @TestHTTPResource("/")
    URI base;

    @Test
    void aPromptBecomesAnMp3() {
        Response created = create(new JsonObject().put("text", "rain on a tin roof").put("durationSeconds", 1.5));
        created.then().statusCode(202).contentType(ContentType.JSON).body("state", equalTo("generating"));
        String location = created.header("Location");
        assertThat(location).isEqualTo("/v1/sound-effects/" + created.path("id"));

        Response finished = finished(location);
        finished.then()
                .body("state", equalTo("succeeded"))
                .body("taskId", equalTo(created.path("id")))
                .body("audio.href", equalTo(location + "/audio"))
                .body("audio.mediaType", equalTo("audio/mpeg"))
                .body("links.self", equalTo(location))
                .header("Retry-After", nullValue())
                .header("Cache-Control", "no-store");

        Response audio = given().get(finished.<String>path("audio.href"));
        audio.then()
                .statusCode(200)
                .header("Content-Type", "audio/mpeg")
                .header("Content-Disposition", "attachment; filename=\"rain-on-a-tin-roof.mp3\"")
                .header("X-Content-Type-Options", "nosniff");
        byte[] bytes = audio.asByteArray();
        assertThat(audio.header("Content-Length")).isEqualTo(String.valueOf(bytes.length));
        assertThat(startsAsMp3(bytes)).as("an MP3 frame or an ID3 tag comes first").isTrue();
        assertThat(sandbox.witness().tasksFor("rain on a tin roof")).hasSize(1);
    }

    @Test
    void theRequestIsShownAsItWasUnderstood() {
        JsonObject sent = new JsonObject().put("text", "a hum")
                .put("loop", true)
                .put("durationSeconds", 0.5)
                .put("promptInfluence", 0)
                .put("outputFormat", "pcm_8000");

        Response created = create(sent);

        assertThat(request(created)).isEqualTo(sent);
        assertThat(request(finished(created.header("Location")))).isEqualTo(sent);
    }

    @Test
    void whatIsUnknownIsAbsent() {
        Response created = create(new JsonObject().put("text", "a click"));

        assertThat(created.asString()).doesNotContain("null");
        assertThat(finished(created.header("Location")).asString()).doesNotContain("null");
    }

    @Test
    void aFinishedJobTellsWhatItCostAndWhen() {
        Response finished = finished(create(new JsonObject().put("text", "a beep").put("durationSeconds", 5))
                .header("Location"));

        assertThat(new BigDecimal(finished.path("credits").toString())).isEqualByComparingTo("1.2");
        assertThat(finished.<String>path("createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
        assertThat(finished.<String>path("completedAt")).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    }

    @Test
    void rawSamplesAreServedAsSuch() {
        Response created = create(new JsonObject().put("text", "a tick")
                .put("durationSeconds", 1)
                .put("outputFormat", "pcm_16000"));
        String location = finished(created.header("Location")).path("links.self");

        given().get(location + "/audio")
                .then()
                .statusCode(200)
                .header("Content-Type", "audio/pcm;rate=16000;encoding=signed-int;bits=16")
                .header("Content-Disposition", "attachment; filename=\"a-tick.pcm\"")
                .header("Content-Length", "32000");
    }

    @Test
    void aRunningJobSaysWhenToLookAgainAndHasNoAudioYet() {
        String location = create(new JsonObject().put("text", "slow rain [[takes:60m]]")).header("Location");

        given().get(location)
                .then()
                .statusCode(200)
                .body("state", equalTo("generating"))
                .body("credits", nullValue())
                .body("audio", nullValue())
                .header("Retry-After", "3");
        given().get(location + "/audio")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/job-unfinished"))
                .body("detail", equalTo("The sound effect is not finished, its state is generating: "
                        + "ask for its audio when it has succeeded."));
    }

    @Test
    void aFailedJobTellsItsReasonAndNeverHasAudio() {
        String location = create(new JsonObject().put("text", "[[fail:nsfw]] noise")).header("Location");

        finished(location).then()
                .body("state", equalTo("failed"))
                .body("failure.reason", equalTo("content-rejected"))
                .body("failure.message", equalTo("nsfw"))
                .body("audio", nullValue());
        given().get(location + "/audio")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/job-failed"))
                .body("detail", equalTo("The sound effect failed and has no audio; the reason is content-rejected."));
    }

    @Test
    void aSuccessWithoutAudioIsNotGivenUpAtTheFirstLook() {
        String location = create(new JsonObject().put("text", "[[result:empty]] noise")).header("Location");

        given().get(location).then().statusCode(200).body("state", equalTo("generating"));
        given().header("Prefer", "wait=1").get(location).then().body("state", equalTo("generating"));
    }

    @Test
    void headSaysWhatGetWouldSend() {
        String location = create(new JsonObject().put("text", "thunder").put("durationSeconds", 1))
                .header("Location");
        finished(location);

        Response head = given().head(location + "/audio");

        head.then().statusCode(200).header("Content-Type", "audio/mpeg").body(is(""));
        assertThat(head.header("Content-Length")).isEqualTo(given().get(location + "/audio").header("Content-Length"));
        given().head(location).then().statusCode(200).contentType(ContentType.JSON);
    }

    @Test
    void audioThatCannotBeFetchedIsAProblemAndNoHalfAnswer() {
        String location = create(new JsonObject().put("text", "[[media:404]] hiss")).header("Location");
        finished(location);

        given().get(location + "/audio")
                .then()
                .statusCode(greaterThanOrEqualTo(400))
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/audio-unavailable"))
                .header("Content-Disposition", nullValue());
    }

    @Test
    void audioThatBreaksOffIsNeverTakenForAWholeOne() {
        JsonObject moreThanAnyBufferHolds = new JsonObject().put("text", "[[media:cut]] wind")
                .put("durationSeconds", 22)
                .put("outputFormat", "pcm_48000");
        String location = create(moreThanAnyBufferHolds).header("Location");
        finished(location);
        HttpRequest get = HttpRequest.newBuilder(base.resolve(location + "/audio"))
                .timeout(Duration.ofSeconds(20))
                .build();

        assertThatThrownBy(() -> HttpClient.newHttpClient().send(get, BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(java.net.http.HttpTimeoutException.class);
    }

    private static Response create(JsonObject request) {
        return given().contentType(ContentType.JSON).body(request.encode()).post("/v1/sound-effects");
    }

    private static Response finished(String location) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> given().get(location),
                        job -> job.statusCode() == 200 && !"generating".equals(job.path("state")));
    }

    private static JsonObject request(Response job) {
        return new JsonObject(job.asString()).getJsonObject("request");
    }

    private static boolean startsAsMp3(byte[] bytes) {
        boolean id3 = bytes[0] == 'I' && bytes[1] == 'D' && bytes[2] == '3';
        boolean frame = (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xe0) == 0xe0;
        return id3 || frame;
    }
}
