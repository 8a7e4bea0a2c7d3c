package dev.foley.kie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

import dev.foley.MapConfig;
import dev.foley.error.AccessBlockedException;
import dev.foley.error.InsufficientCreditsException;
import dev.foley.error.InvalidParametersException;
import dev.foley.error.KieAnswerException;
import dev.foley.error.ResourceNotFoundException;
import dev.foley.error.ServerErrorException;
import dev.foley.error.SoundEffectException;
import dev.foley.error.TooManyRequestsException;
import dev.foley.error.UnauthorizedException;
import dev.foley.error.UnknownAnswerException;
import dev.foley.error.UnreadableAnswerException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-10-01T12:00:00Z"), ZoneOffset.UTC);
    private static final ApiKey KEY = new ApiKey(MapConfig.of(ApiKey.KEY, "sk-secret"));

    private static Throwable refusal(int status, String body) {
        return catchThrowable(() -> Answers.data(answer(status, body), KEY, NOON));
    }

    private static RestResponse<byte[]> answer(int status, String body) {
        return RestResponse.ResponseBuilder.<byte[]>create(status, "any")
                .entity(body.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
            "400, InvalidParametersException", "401, UnauthorizedException", "402, InsufficientCreditsException",
            "403, AccessBlockedException", "404, ResourceNotFoundException", "408, UpstreamTimeoutException",
            "422, InvalidParametersException", "429, TooManyRequestsException", "433, SubKeyLimitException",
            "455, MaintenanceException", "500, ServerErrorException", "501, GenerationFailedException",
            "505, FeatureDisabledException", "418, UnknownAnswerException", "777, UnknownAnswerException"})
    void aCodeMeansTheSameInsideHttp200AndAsHttpStatus(int code, String type) {
        String envelope = String.format(Locale.ROOT, "{\"code\":%d,\"msg\":\"why\",\"data\":null}", code);
        assertThat(refusal(200, envelope).getClass().getSimpleName()).isEqualTo(type);
        assertThat(refusal(code, envelope).getClass().getSimpleName()).isEqualTo(type);
        assertThat((KieAnswerException) refusal(200, envelope)).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.text()).isEqualTo("why");
        });
    }

    @ParameterizedTest
    @CsvSource({
            "422, recordInfo is null, ResourceNotFoundException",
            "422, The model name you specified is not supported., FeatureDisabledException",
            "500, text is required, InvalidParametersException",
            "500, This field is required, InvalidParametersException",
            "500, text exceeds maximum length, InvalidParametersException",
            "500, duration_seconds is not within the range of allowed options, InvalidParametersException",
            "500, prompt_influence it must be a number, InvalidParametersException",
            "500, Credits insufficient, InsufficientCreditsException",
            "500, Your current balance is too low, InsufficientCreditsException",
            "500, 'Server exception, please try again later', ServerErrorException"})
    void someCodesAreToldApartByTheirText(int code, String text, String type) {
        String envelope = String.format(Locale.ROOT, "{\"code\":%d,\"msg\":\"%s\"}", code, text);
        assertThat(refusal(200, envelope).getClass().getSimpleName()).isEqualTo(type);
    }

    /** It may quote the prompt, and messages end up in logs. */
    @Test
    void whatKieSaysIsInNoMessage() {
        assertThat(refusal(200, "{\"code\":422,\"msg\":\"refused: a zebra\"}")).hasMessageNotContaining("zebra");
        assertThat(refusal(502, "<p>a zebra")).hasMessageNotContaining("zebra");
        assertThat(Faults.ofSubmit(refusal(502, "<p>a zebra"))).hasMessageNotContaining("zebra");
    }

    @Test
    void theTextMayBeUnderMessage() {
        assertThat(refusal(200, "{\"code\":401,\"message\":\"no access\"}")).isInstanceOfSatisfying(
                UnauthorizedException.class, refused -> assertThat(refused.text()).isEqualTo("no access"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":402,\"msg\":\"x\"}", "{\"code\":402,\"msg\":\"x\",\"data\":null}",
            "{\"code\":\"402\",\"msg\":null,\"data\":{}}", "{\"code\":402.0}"})
    void dataMayBeMissingOrNullAndTheCodeAString(String envelope) {
        assertThat(refusal(200, envelope)).isInstanceOf(InsufficientCreditsException.class);
    }

    @Test
    void aBlockAtTheEdgeIsPlainText() {
        assertThat(refusal(403, "error code: 1010")).isInstanceOfSatisfying(AccessBlockedException.class,
                blocked -> assertThat(blocked.text()).isEqualTo("error code: 1010"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><body>502 Bad Gateway</body></html>", "", "{\"code\":20", "[]", "null", "\"ok\"",
            "{\"status\":\"ok\"}", "{\"code\":null}", "{\"code\":{}}", "{\"code\":99999999999}",
            "{\"code\":1e99999999999}",
            "{\"code\":200,\"data\":1e-99999999999}"})
    void whatIsNoEnvelopeIsUnreadableNotASuccess(String body) {
        assertThat(refusal(200, body)).isInstanceOf(UnreadableAnswerException.class);
        assertThat(refusal(502, body)).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void aPlainTextRefusalIsJudgedByItsStatus() {
        assertThat(refusal(429, "slow down")).isInstanceOf(TooManyRequestsException.class);
        assertThat(refusal(404, "<html>")).isInstanceOf(ResourceNotFoundException.class);
        assertThat(refusal(400, "")).isInstanceOf(InvalidParametersException.class);
        assertThat(refusal(451, "")).isInstanceOf(UnknownAnswerException.class);
    }

    /** There is a task, and it will be paid for. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":200,\"data\":{\"taskId\":\"t-1\",\"recordId\":\"r-1\"}}",
            "{\"code\":505,\"msg\":\"success\",\"data\":{\"taskId\":\"t-1\"}}",
            "{\"code\":500,\"msg\":\"Server exception\",\"data\":{\"task_id\":\"t-1\"}}",
            "{\"code\":0,\"data\":{\"recordId\":\"t-1\"}}", "{\"code\":429,\"taskId\":\"t-1\",\"data\":null}"})
    void anAnswerThatNamesATaskIsAnAcceptanceWhateverItsCode(String envelope) {
        assertThat(Answers.created(answer(200, envelope), KEY, NOON).textValue()).isEqualTo("t-1");
    }

    @Test
    void theDataOfACreationMayBeTheIdAndMayBeWords() {
        assertThat(Answers.created(answer(200, "{\"code\":0,\"data\":\"ee9c2715375b7837f8bb51d641ff5863\"}"), KEY, NOON)
                .textValue()).isEqualTo("ee9c2715375b7837f8bb51d641ff5863");
        assertThat(catchThrowable(() -> Answers.created(
                answer(200, "{\"code\":402,\"data\":\"top up, please\"}"), KEY, NOON)))
                .isInstanceOf(InsufficientCreditsException.class);
        assertThat(catchThrowable(() -> Answers.created(answer(200, "{\"code\":200,\"data\":{}}"), KEY, NOON)))
                .isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void aSuccessThatItsStatusContradictsIsNotBelieved() {
        assertThat(refusal(500, "{\"code\":200,\"data\":null}")).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void anErrorInTheEnvelopeOutweighsAnyStatus() {
        assertThat(refusal(502, "{\"code\":500,\"msg\":\"x\"}")).isInstanceOf(ServerErrorException.class);
    }

    @Test
    void theKeyIsTakenOutOfWhatAnAnswerRepeats() {
        KEY.bearer();
        assertThat(refusal(200, "{\"code\":401,\"msg\":\"bad key sk-secret\"}")).isInstanceOfSatisfying(
                UnauthorizedException.class, refused -> assertThat(refused.text()).isEqualTo("bad key ***"));
        assertThat(refusal(502, "<p>Bearer sk-secret")).isInstanceOfSatisfying(UnreadableAnswerException.class,
                unreadable -> assertThat(unreadable.excerpt()).isEqualTo("<p>Bearer ***"));
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "'Thu, 01 Oct 2026 12:00:30 GMT', 30", "'Thu, 01 Oct 2026 11:00:00 GMT', 0"})
    void aRetryAfterIsReadInSecondsOrAsADate(String header, long seconds) {
        RestResponse<byte[]> throttled = RestResponse.ResponseBuilder.create(RestResponse.Status.OK,
                "{\"code\":429}".getBytes(StandardCharsets.UTF_8)).header("Retry-After", header).build();
        assertThat(catchThrowable(() -> Answers.data(throttled, KEY, NOON)))
                .isInstanceOfSatisfying(TooManyRequestsException.class,
                        refusal -> assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(seconds)));
    }

    @Property
    void noBodyLeadsToAnythingButDataOrATypedError(@ForAll @IntRange(min = 200, max = 599) int status,
            @ForAll String body) {
        for (String text : new String[]{body, String.format(Locale.ROOT, "{\"code\":%s}", body),
                "{\"code\":200,\"data\":" + body}) {
            Throwable thrown = refusal(status, text);
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(SoundEffectException.class);
            }
        }
    }
}
