package dev.foley.sandbox.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foley.sandbox.audio.Waveform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SynthesizerTest {

    private static final int RATE = 44_100;

    private static Waveform render(String prompt, double seconds, boolean loop, double influence, long seed) {
        return Synthesizer.render(new SoundRequest(prompt, seconds, loop, influence, seed), RATE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.7, 1.3, 21.9, 22})
    void aSoundIsAsLongAsAsked(double seconds) {
        assertThat(render("rain", seconds, false, 0.3, 1).samples()).hasSize((int) Math.round(seconds * RATE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rain", "wind", "thunder", "explosion", "laser", "beep", "bell", "footsteps", "engine",
            "water",
            "glass", "whoosh", "waves", "fire", "a hit", "running", "knocking on a door", "click", "applause", "chime",
            "siren",
            "alarm", "birds", "magic", "coin", "drone", "helicopter", "hum", "hiss", "robot", "riser", "drop", "???",
            "qwertz",
            "rain and thunder over the sea"})
    void everySoundIsNormalisedWithoutOffset(String prompt) {
        for (boolean loop : new boolean[]{false, true}) {
            float[] samples = render(prompt, 1, loop, 0.3, 7).samples();
            double sum = 0;
            float peak = 0;
            for (float sample : samples) {
                sum += sample;
                peak = Math.max(peak, Math.abs(sample));
            }
            assertThat(peak).as("peak of %s", prompt).isCloseTo(Finish.PEAK, within(1e-4f));
            assertThat(sum / samples.length).as("offset of %s", prompt).isCloseTo(0, within(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rain", "wind", "engine", "waves", "drone", "siren", "hum", "qwertz"})
    void aLoopsSeamJumpsNoFurtherThanItsInside(String prompt) {
        float[] samples = render(prompt, 4, true, 0.3, 3).samples();
        float largestInside = 0;
        for (int i = 1; i < samples.length; i++) {
            largestInside = Math.max(largestInside, Math.abs(samples[i] - samples[i - 1]));
        }

        float seam = Math.abs(samples[0] - samples[samples.length - 1]);

        assertThat(seam).isLessThanOrEqualTo(largestInside);
    }

    @Test
    void theSameRequestSoundsTheSame() {
        assertThat(render("rain on a tent", 2, false, 0.3, 5).samples())
                .isEqualTo(render("rain on a tent", 2, false, 0.3, 5).samples());
    }

    @Test
    void anotherSeedSoundsDifferent() {
        assertThat(render("rain", 1, false, 0.3, 5).samples()).isNotEqualTo(render("rain", 1, false, 0.3, 6).samples());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rain", "wind", "explosion", "engine", "qwertz"})
    void moreInfluenceMeansLessVariation(String prompt) {
        double loose = distance(prompt, 0);
        double medium = distance(prompt, 0.5);
        double tight = distance(prompt, 0.95);
        double exact = distance(prompt, 1);

        assertThat(loose).isGreaterThan(tight);
        assertThat(medium).isGreaterThan(tight);
        assertThat(exact).isZero();
    }

    private static double distance(String prompt, double influence) {
        double sum = 0;
        for (int seed = 0; seed < 4; seed++) {
            float[] one = render(prompt, 1, false, influence, seed).samples();
            float[] other = render(prompt, 1, false, influence, 100 + seed).samples();
            for (int i = 0; i < one.length; i++) {
                sum += (one[i] - other[i]) * (one[i] - other[i]);
            }
        }
        return sum;
    }

    @Test
    void aPromptChoosesItsLength() {
        assertThat(Synthesizer.naturalSeconds("a short beep")).isEqualTo(1);
        assertThat(Synthesizer.naturalSeconds("rain falling, then a beep")).isEqualTo(10);
        assertThat(Synthesizer.naturalSeconds("")).isBetween(0.5, 22.0);
    }

    @Test
    void aWindowIsNoWind() {
        assertThat(Vocabulary.find("window", 1)).isEqualTo(Vocabulary.find("glass", 1));
    }

    @Test
    void wordsAreKnownInTheirForms() {
        assertThat(Vocabulary.find("it is Raining", 1)).isEqualTo(Vocabulary.find("rain", 1));
    }
}
