package dev.foley.facade.rest;

import static dev.foley.facade.rest.Api.ended;
import static dev.foley.facade.rest.Api.problem;
import static dev.foley.facade.rest.Api.start;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.Arrays;
import java.util.Locale;

import dev.foley.ledger.LedgerProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored audio, as HTTP lets it be asked for. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class KeptAudioTest {
    private static String path;
    private static String etag;
    private static byte[] whole;

    @BeforeEach
    void aSoundIsThere() {
        if (path == null) {
            Response job = ended(start("a gong"));
            path = job.path("audio.href");
            etag = '"' + job.<String>path("audio.sha256") + '"';
            whole = given().get(path).asByteArray();
        }
    }

    @Test
    void theWholeSaysThatPartsCanBeHadAndThatACopyIsToBeAskedAbout() {
        given().get(path)
                .then()
                .statusCode(200)
                .header("ETag", etag)
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Authorization")
                .header("Content-Length", String.valueOf(whole.length))
                .header("Content-Disposition", "attachment; filename=\"a-gong.mp3\"");
    }

    @Test
    void aRangeIsThatPartOfTheWhole() {
        Response part = given().header("Range", "bytes=100-299").get(path);

        part.then()
                .statusCode(206)
                .header("Content-Range", "bytes 100-299/" + whole.length)
                .header("Content-Length", "200")
                .header("ETag", etag)
                .contentType("audio/mpeg");
        assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(whole, 100, 300));
        assertThat(given().header("Range", "bytes=-50").get(path).asByteArray())
                .isEqualTo(Arrays.copyOfRange(whole, whole.length - 50, whole.length));
    }

    @Test
    void severalRangesAreAnsweredWithTheWhole() {
        given().header("Range", "bytes=0-1,5-6").get(path).then().statusCode(200).header("Content-Range", nullValue());
    }

    @Test
    void aRangeBehindTheEndCannotBeSatisfied() {
        problem(given().header("Range", String.format(Locale.ROOT, "bytes=%d-", whole.length)).get(path), 416,
                "range-not-satisfiable")
                .header("Content-Range", "bytes */" + whole.length)
                .body("jobId", equalTo(path.split("/")[3]));
    }

    @Test
    void aRangeOfAnotherSoundIsAnsweredWithTheWhole() {
        given().header("Range", "bytes=0-9").header("If-Range", etag).get(path).then().statusCode(206);
        given().header("Range", "bytes=0-9").header("If-Range", "\"another\"").get(path).then().statusCode(200);
        given().header("Range", "bytes=0-9").header("If-Range", "W/" + etag).get(path).then().statusCode(200);
        given().header("Range", "bytes=0-9")
                .header("If-Range", "Tue, 24 Nov 2026 22:00:00 GMT")
                .get(path)
                .then()
                .statusCode(200);
    }

    @Test
    void whoHasItAlreadyIsNotSentItAgain() {
        for (String known : new String[]{etag, "W/" + etag, "*", "\"another\", " + etag}) {
            given().header("If-None-Match", known)
                    .get(path)
                    .then()
                    .statusCode(304)
                    .header("ETag", etag)
                    .header("Cache-Control", "private, no-cache")
                    .body(is(""));
        }
        given().header("If-None-Match", "\"another\"").get(path).then().statusCode(200);
    }

    @Test
    void aPreconditionThatFailsIsAProblem() {
        problem(given().header("If-Match", "\"another\"").get(path), 412, "precondition-failed");
        given().header("If-Match", etag).get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "W/", ",", "\"a", "a\"b\"c", "\\", "\"\\\"", ";;"})
    void nonsenseInAConditionIsNoFaultOfFoleys(String nonsense) {
        assertThat(given().header("If-None-Match", nonsense).get(path).statusCode()).isLessThan(500);
        assertThat(given().header("If-Match", nonsense).get(path).statusCode()).isLessThan(500);
        assertThat(given().header("If-Range", nonsense).header("Range", nonsense).get(path).statusCode())
                .isLessThan(500);
    }

    @Test
    void headSaysWhatGetWouldSend() {
        given().head(path)
                .then()
                .statusCode(200)
                .header("Content-Length", String.valueOf(whole.length))
                .header("ETag", etag)
                .header("Accept-Ranges", "bytes")
                .body(is(""));
        given().header("If-None-Match", etag).head(path).then().statusCode(304);
    }
}
