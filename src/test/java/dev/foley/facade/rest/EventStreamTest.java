package dev.foley.facade.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.foley.facade.Job;
import dev.foley.facade.JobState;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Instant START = Instant.parse("2026-11-30T08:00:00Z");

    private final Client client = new Client();
    private final EventStream stream = stream(null);

    private EventStream stream(String last) {
        return new EventStream(client, job -> String.format(Locale.ROOT, "{\"state\":\"%s\"}", job.state().wireName()),
                last);
    }

    private static Job job(JobState state, int second) {
        return new Job("1", state, null, null, START, START.plusSeconds(second), null, null, null, null, null,
                Set.of());
    }

    @Test
    void eachChangeIsAnEventWithItsIdAndTheLastOneEndsTheStream() {
        stream.changed(job(JobState.QUEUED, 1));
        stream.changed(job(JobState.SUCCEEDED, 2));

        assertThat(client.written).containsExactly(
                "id: 1796025601000000\nevent: state\ndata: {\"state\":\"queued\"}\n\n",
                "id: 1796025602000000\nevent: end\ndata: {\"state\":\"succeeded\"}\n\n");
        assertThat(client.ended).isTrue();
    }

    @Test
    void whatTheClientHasAlreadyIsNotSaidAgain() {
        EventStream resumed = stream(EventStream.idOf(job(JobState.QUEUED, 1)));

        resumed.changed(job(JobState.QUEUED, 1));
        resumed.changed(job(JobState.GENERATING, 2));

        assertThat(client.written).hasSize(1).first().asString().contains("generating");
    }

    @Test
    void aBeatIsACommentAndNoEvent() {
        stream.beat();

        assertThat(client.written).containsExactly(": still there\n\n");
    }

    @Test
    void aSlowClientIsToldAndDroppedAndNothingIsKeptForIt() {
        client.full = true;

        stream.changed(job(JobState.QUEUED, 1));
        stream.changed(job(JobState.GENERATING, 2));
        stream.changed(job(JobState.SUCCEEDED, 3));

        assertThat(client.written).hasSize(1).first().asString().startsWith("event: dropped\ndata: {");
        assertThat(client.ended).isFalse();
        stream.beat();
        assertThat(client.broken).isTrue();
        assertThat(client.written).hasSize(1);
    }

    @Test
    void aSlowClientIsDroppedByTheBeatAsWell() {
        client.full = true;

        stream.beat();

        assertThat(client.written).hasSize(1).first().asString().startsWith("event: dropped");
    }

    @Test
    void aDroppedClientThatReadsOnEndsWell() {
        client.full = true;
        stream.changed(job(JobState.QUEUED, 1));
        client.full = false;

        stream.beat();
        stream.beat();

        assertThat(client.ended).isTrue();
        assertThat(client.broken).isFalse();
        assertThat(client.written).hasSize(1);
    }

    @Test
    void aJobThatIsRemovedSaysSoAndEnds() {
        stream.changed(job(JobState.UNCERTAIN, 1));
        stream.completed();

        assertThat(client.written).hasSize(2).last().asString().startsWith("event: removed\n");
        assertThat(client.ended).isTrue();
    }

    @Test
    void aStreamThatHasLastedLongEndsWellForTheClientToComeBack() {
        stream.begin();
        stream.changed(job(JobState.QUEUED, 1));
        stream.pause();
        stream.changed(job(JobState.GENERATING, 2));

        assertThat(client.written).hasSize(2);
        assertThat(client.ended).isTrue();
        assertThat(client.broken).isFalse();
    }

    @Test
    void aClientIsToldToConnectAgain() {
        stream.begin();
        stream.changed(job(JobState.QUEUED, 1));
        stream.reconnect("It stops.");
        stream.changed(job(JobState.GENERATING, 2));

        assertThat(client.written).hasSize(3)
                .last()
                .isEqualTo("event: reconnect\ndata: {\"detail\":\"It stops.\"}\n\n");
        assertThat(client.ended).isTrue();
    }

    @Test
    void aClientIsToldToConnectAgainAsSoonAsItsStreamBegins() {
        stream.reconnect("It stops.");
        assertThat(client.written).isEmpty();
        stream.begin();
        stream.changed(job(JobState.QUEUED, 1));

        assertThat(client.written).hasSize(2).last().asString().startsWith("event: reconnect\n");
        assertThat(client.ended).isTrue();
    }

    @Test
    void aClientThatDoesNotReadHoldsNoStop() {
        stream.begin();
        client.full = true;
        stream.reconnect("It stops.");

        assertThat(client.written).hasSize(1);
        assertThat(client.broken).isTrue();
    }

    @Test
    void aClientThatWasDroppedHoldsNoStop() {
        stream.begin();
        client.full = true;
        stream.changed(job(JobState.QUEUED, 1));
        stream.reconnect("It stops.");
        stream.beat();

        assertThat(client.broken).isTrue();
        assertThat(client.ended).isFalse();
    }

    @Test
    void afterTheEndNothingIsSaid() {
        stream.changed(job(JobState.FAILED, 1));
        stream.completed();
        stream.failed();
        stream.beat();
        stream.reconnect("It stops.");

        assertThat(client.written).hasSize(1);
        assertThat(client.broken).isFalse();
    }

    @Test
    void aStreamThatFailsBreaksOffOnceItHasBegun() {
        stream.begin();
        stream.failed();
        stream.changed(job(JobState.FAILED, 1));

        assertThat(client.written).containsExactly("retry: 3000\n\n");
        assertThat(client.broken).isTrue();
        assertThat(client.ended).isFalse();
    }

    @Test
    void aStreamThatFailsBeforeItHasBegunLeavesTheAnswerToOthers() {
        stream.failed();

        assertThat(client.written).isEmpty();
        assertThat(client.broken).isFalse();
        assertThat(client.ended).isFalse();
    }

    private static final class Client implements EventStream.Wire {
        private final List<String> written = new ArrayList<>();
        private boolean full;
        private boolean ended;
        private boolean broken;

        @Override
        public boolean isFull() { return full; }

        @Override
        public void write(String text) {
            written.add(text);
        }

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public void reset() {
            broken = true;
        }
    }
}
