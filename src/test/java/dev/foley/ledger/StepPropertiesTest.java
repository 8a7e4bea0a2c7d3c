package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.vertx.core.buffer.Buffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** A job, kie.ai and any number of replicas, in any order of events, with each event as often as it likes. */
class StepPropertiesTest {
    enum Event {
        CLAIM,
        KIE_TAKES_IT,
        KIE_REFUSES_IT,
        KIE_IS_BUSY,
        ANSWER_ARRIVES,
        ANSWER_ARRIVES_AGAIN,
        ANSWER_GETS_LOST,
        CRASH,
        LEASE_ENDS,
        CALLBACK,
        FORGED_CALLBACK,
        POLL_RUNNING,
        POLL_SUCCESS,
        POLL_FAILED,
        AUDIO_STORED,
        CANCEL
    }

    private static final Failure FAILURE = new Failure(Failure.Reason.TASK_FAILED, "500", null);

    /** The world outside of the database, and the row in it. */
    private static final class World {
        State state = State.QUEUED;
        int submissions;
        int tasks;
        /** A request that has left, and what kie.ai says of it. */
        boolean underWay;
        Step.Answer answer;
        /** The last answer that arrived: a replica may write it twice, when it did not hear that it was written. */
        Step.Answer written;
        final List<State> history = new ArrayList<>(List.of(State.QUEUED));

        void take(Step step) {
            boolean answersAnother = step instanceof Step.Answer said && said.submission() != submissions;
            if (step.from().contains(state) && !answersAnother) {
                state = step.to();
                history.add(state);
            }
        }

        void kieSays(Step.Answer said) {
            if (underWay && answer == null) {
                tasks += said instanceof Step.Accepted ? 1 : 0;
                answer = said;
            }
        }

        void happens(Event event) {
            switch (event) {
                case CLAIM -> {
                    if (state == State.QUEUED) {
                        state = State.SUBMITTING;
                        history.add(state);
                        submissions++;
                        underWay = true;
                        answer = null;
                    }
                }
                case KIE_TAKES_IT -> kieSays(new Step.Accepted(submissions, "task-" + submissions));
                case KIE_REFUSES_IT -> kieSays(new Step.Refused(submissions, FAILURE));
                case KIE_IS_BUSY -> kieSays(new Step.Postponed(submissions, Duration.ZERO));
                case ANSWER_ARRIVES -> {
                    if (underWay && answer != null) {
                        written = answer;
                        underWay = false;
                        take(written);
                    }
                }
                case ANSWER_ARRIVES_AGAIN -> {
                    if (written != null) {
                        take(written);
                    }
                }
                case ANSWER_GETS_LOST -> {
                    if (underWay && answer != null) {
                        underWay = false;
                        take(new Step.AnswerLost(submissions));
                    }
                }
                case CRASH -> underWay = false;
                case LEASE_ENDS -> take(new Step.AnswerLost(submissions));
                case CALLBACK -> {
                    if (tasks > 0) {
                        take(new Step.Confirmed("task"));
                    }
                }
                case FORGED_CALLBACK -> {
                    // Never confirmed: recordInfo does not know this job's request by that id.
                }
                case POLL_RUNNING -> take(new Step.Later(State.GENERATING, UUID.randomUUID(), null, false));
                case POLL_SUCCESS -> take(new Step.Made(List.of(), null));
                case POLL_FAILED -> take(new Step.TaskEnded(FAILURE, null));
                case AUDIO_STORED -> take(new Step.Stored(new StoredAudio(null, 1, "", null), Buffer.buffer()));
                case CANCEL -> take(new Step.Cancelled());
                default -> throw new AssertionError(event);
            }
        }
    }

    @Property(tries = 20_000)
    void aJobIsNeverPaidForTwice(@ForAll @Size(max = 60) List<Event> events) {
        World world = new World();
        events.forEach(world::happens);
        assertThat(world.tasks).isLessThanOrEqualTo(1);
    }

    @Property(tries = 20_000)
    void aSettledJobStaysAsItIs(@ForAll @Size(max = 60) List<Event> events) {
        World world = new World();
        events.forEach(world::happens);
        List<State> history = world.history;
        for (State state : history.subList(0, history.size() - 1)) {
            assertThat(state.isSettled()).as("in the middle of %s", history).isFalse();
        }
    }

    @Property(tries = 20_000)
    void anUncertainJobIsSentAgainOnlyWhenItsOwnAnswerSaysThatNothingWasCreated(
            @ForAll @Size(max = 60) List<Event> events) {
        World world = new World();
        for (Event event : events) {
            State before = world.state;
            world.happens(event);
            if (before == State.UNCERTAIN && world.state == State.QUEUED) {
                assertThat(world.tasks).isZero();
                assertThat(event).isIn(Event.ANSWER_ARRIVES, Event.ANSWER_ARRIVES_AGAIN);
            }
        }
    }
}
