package dev.foley.kie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import dev.foley.VirtualTime;
import dev.foley.kie.CallbackSignature.Reason;
import dev.foley.kie.CallbackSignature.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackSignatureTest {
    private static final String BODY = "{\"code\":200,\"data\":{\"taskId\":\"t1\"}}";

    private final VirtualTime clock = new VirtualTime();
    private final CallbackSignature signature = new CallbackSignature("key", CallbackSignature.DEFAULT_TOLERANCE,
            clock);
    private final String now = String.valueOf(clock.instant().getEpochSecond());

    private static Verification invalid(Reason reason) {
        return new Verification.Invalid(reason);
    }

    @Test
    void signsAsTheDocumentationSays() {
        // printf 't1.1700000000' | openssl dgst -sha256 -hmac key -binary | base64
        assertThat(signature.sign("t1", "1700000000")).isEqualTo("huRygVv4u7kTBSUyFDTS+VXa93yoteJNmW+ebY+WcFU=");
    }

    @Test
    void whatItSignsItAccepts() {
        assertThat(signature.verify(now, signature.sign("t1", now), BODY)).isEqualTo(new Verification.Valid("t1"));
    }

    @Test
    void anotherKeyIsRefused() {
        String forged = new CallbackSignature("other", Duration.ofMinutes(5), clock).sign("t1", now);
        assertThat(signature.verify(now, forged, BODY)).isEqualTo(invalid(Reason.WRONG_SIGNATURE));
    }

    @Test
    void anotherTaskIsRefused() {
        assertThat(signature.verify(now, signature.sign("t2", now), BODY)).isEqualTo(invalid(Reason.WRONG_SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 0, 300})
    void aTimestampWithinTheToleranceIsAccepted(long seconds) {
        String timestamp = String.valueOf(clock.instant().getEpochSecond() + seconds);
        assertThat(signature.verify(timestamp, signature.sign("t1", timestamp), BODY))
                .isInstanceOf(Verification.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301})
    void aTimestampBeyondTheToleranceIsRefusedEachWay(long seconds) {
        String timestamp = String.valueOf(clock.instant().getEpochSecond() + seconds);
        assertThat(signature.verify(timestamp, signature.sign("t1", timestamp), BODY))
                .isEqualTo(invalid(Reason.STALE_TIMESTAMP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1e9", "99999999999999999999", "9223372036854775807"})
    void aTimestampThatIsNoTimeIsRefused(String timestamp) {
        assertThat(signature.verify(timestamp, signature.sign("t1", timestamp), BODY))
                .isEqualTo(invalid(Reason.STALE_TIMESTAMP));
    }

    @Test
    void theHeadersAloneTellWhatCannotBeRight() {
        String signed = signature.sign("t1", now);
        assertThat(signature.refusal(now, signed)).isEmpty();
        assertThat(signature.refusal(null, signed)).contains(Reason.UNSIGNED);
        assertThat(signature.refusal(now, "x")).contains(Reason.WRONG_SIGNATURE);
        assertThat(signature.refusal(now, signed + signed)).contains(Reason.WRONG_SIGNATURE);
        assertThat(signature.refusal("0", signature.sign("t1", "0"))).contains(Reason.STALE_TIMESTAMP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":{\"taskId\":\"t1\"}} {}", "{\"data\":{\"taskId\":\"t1\"}",
            "{\"data\":{\"taskId\":\"t1\"}}x"})
    void aBodyWithMoreOrLessThanAnObjectIsRefused(String body) {
        assertThat(CallbackSignature.taskId(body)).isEqualTo(invalid(Reason.MALFORMED_BODY));
    }

    @Test
    void anIdElsewhereIsNone() {
        assertThat(CallbackSignature
                .taskId("{\"data\":{\"param\":{\"taskId\":\"t2\"},\"taskId\":\"t1\"},\"x\":[{\"taskId\":\"t3\"}]}"))
                .isEqualTo(new Verification.Valid("t1"));
    }

    @Test
    void missingHeadersAreRefused() {
        assertThat(signature.verify(null, "x", BODY)).isEqualTo(invalid(Reason.UNSIGNED));
        assertThat(signature.verify(now, null, BODY)).isEqualTo(invalid(Reason.UNSIGNED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":{\"taskId\":\"t1\"}}", "{\"data\":{\"task_id\":\"t1\"}}", "{\"taskId\":\"t1\"}",
            "{\"taskId\":\"t1\",\"data\":{\"taskId\":\"t1\",\"task_id\":\"t1\"}}"})
    void theIdIsFoundUnderEachOfItsNames(String body) {
        assertThat(CallbackSignature.taskId(body)).isEqualTo(new Verification.Valid("t1"));
    }

    @Test
    void twoIdsThatDifferAreRefused() {
        assertThat(signature.verify(now, signature.sign("t1", now), "{\"taskId\":\"t1\",\"data\":{\"taskId\":\"t2\"}}"))
                .isEqualTo(invalid(Reason.TWO_TASK_IDS));
    }

    @Test
    void aBodyWithoutAnIdIsRefused() {
        assertThat(CallbackSignature.taskId("{\"data\":null}")).isEqualTo(invalid(Reason.NO_TASK_ID));
        assertThat(CallbackSignature.taskId("")).isEqualTo(invalid(Reason.MALFORMED_BODY));
        assertThat(CallbackSignature.taskId("{\"n\":1e99999999999}")).isEqualTo(invalid(Reason.MALFORMED_BODY));
        assertThat(CallbackSignature.taskId("<html>")).isEqualTo(invalid(Reason.MALFORMED_BODY));
    }

    @Test
    void aBlankKeyAndANegativeToleranceAreErrors() {
        assertThatThrownBy(() -> new CallbackSignature(" ", Duration.ZERO, clock)).hasMessageContaining("webhook key");
        assertThatThrownBy(() -> new CallbackSignature("k", Duration.ofSeconds(-1), clock))
                .hasMessageContaining("tolerance");
    }
}
