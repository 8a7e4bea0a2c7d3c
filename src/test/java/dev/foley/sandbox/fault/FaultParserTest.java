package dev.foley.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultParserTest {

    @Test
    void markersAreFoundInTheirOrder() {
        assertThat(FaultParser.markersIn("rain [[create:429*2]] on [[stuck]] tin [[takes:90s]]")).containsExactly(
                new Fault.Create(new Trouble.Refusal(429, false), 2), new Fault.Stuck("waiting"),
                new Fault.Takes(Duration.ofSeconds(90)));
    }

    @Test
    void aPromptWithoutItsMarkersIsWhatShallBeHeard() {
        assertThat(FaultParser.withoutMarkers("rain [[stuck]][[seed:1]]")).isEqualTo("rain");
        assertThat(FaultParser.withoutMarkers("rain [[on]] tin")).isEqualTo("rain [[on]] tin");
    }

    @Test
    void aFaultWithoutACountBefallsEachTime() {
        assertThat(FaultParser.parse("query:lost")).isEqualTo(new Fault.Query(new Trouble.Lost(), Fault.ALWAYS));
    }

    @Test
    void noAnswerIsHeldBackLongerThanConnectionsLive() {
        assertThat(FaultParser.parse("create:slow:30m"))
                .isEqualTo(new Fault.Create(new Trouble.Slow(Duration.ofSeconds(100)), Fault.ALWAYS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "create", "create:", "create:200", "create:9999999999", "create:expired",
            "query:nothing",
            "media:slow:soon", "callback:sometimes", "callback:id:name", "result:odd", "null:many", "fail:soon",
            "state",
            "takes:", "seed:x", "explode", "create:http", "create:429*0"})
    void whatMeansNothingIsRefusedByName(String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> FaultParser.parse(words))
                .withMessage("unknown sandbox fault [[" + words + "]]");
    }
}
