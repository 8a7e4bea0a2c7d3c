package dev.foley.sandbox.synth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which words of a prompt ask for which sound. */
final class Vocabulary {

    /**
     * One kind of sound.
     *
     * @param words that ask for it
     * @param seconds how long it takes when nobody says
     */
    record Entry(Set<String> words, double seconds, Recipe recipe) {}

    /** More layers than these turn to mud. */
    static final int MOST_LAYERS = 3;

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final Set<String> ENDINGS = Set.of("", "s", "es", "y", "ed", "d", "ing", "ning", "ping", "er",
            "ers");

    private static final List<Entry> ENTRIES = List.of(
            entry(10, WeatherSounds::rain, "rain", "downpour", "drizzle", "shower", "hail"),
            entry(8, WeatherSounds::wind, "wind", "windy", "breeze", "gust", "gale", "blizzard"),
            entry(6, WeatherSounds::thunder, "thunder", "lightning", "thunderstorm", "storm", "rumble"),
            entry(8, WeatherSounds::water, "water", "stream", "river", "brook", "bubble", "splash", "drip", "pour"),
            entry(10, WeatherSounds::waves, "wave", "ocean", "sea", "surf", "beach"),
            entry(8, WeatherSounds::fire, "fire", "campfire", "flame", "crackle", "crackling", "burn", "bonfire"),
            entry(4, ImpactSounds::explosion, "explosion", "explode", "exploding", "blast", "bomb", "boom", "cannon",
                    "gunshot", "firework"),
            entry(1, ImpactSounds::hit, "hit", "impact", "punch", "thud", "drum", "crash", "slam", "smash", "kick",
                    "bang"),
            entry(2, ImpactSounds::glass, "glass", "shatter", "bottle", "window", "ice"),
            entry(4, ImpactSounds::footsteps, "footstep", "step", "walk", "stomp", "march"),
            entry(3, ImpactSounds::running, "run", "sprint", "jog", "gallop"),
            entry(1.5, ImpactSounds::knocks, "knock", "door", "wood", "wooden", "hammer"),
            entry(0.5, ImpactSounds::clicks, "click", "button", "switch", "tick", "clock", "keyboard", "typing",
                    "type"),
            entry(6, ImpactSounds::applause, "applause", "clap", "crowd", "audience", "cheer"),
            entry(1, TonalSounds::beep, "beep", "blip", "bleep", "notification", "ping", "tone"),
            entry(4, TonalSounds::bell, "bell", "gong", "church", "toll", "ring"),
            entry(3, TonalSounds::chime, "chime", "ding", "doorbell", "xylophone", "piano", "melody"),
            entry(1, TonalSounds::laser, "laser", "zap", "blaster", "pew", "ray", "phaser"),
            entry(5, TonalSounds::siren, "siren", "ambulance", "police"),
            entry(3, TonalSounds::alarm, "alarm", "alert", "warning", "buzzer"),
            entry(6, TonalSounds::birds, "bird", "chirp", "tweet", "birdsong", "cricket", "forest"),
            entry(2.5, TonalSounds::sparkle, "magic", "magical", "sparkle", "spell", "fairy", "twinkle", "shimmer"),
            entry(1, TonalSounds::coin, "coin", "pickup", "collect", "jump", "game", "powerup"),
            entry(8, TonalSounds::drone, "drone", "ambience", "ambient", "space", "pad", "atmosphere", "dark"),
            entry(6, MachineSounds::engine, "engine", "motor", "car", "truck", "motorcycle", "machine", "tractor",
                    "plane", "train"),
            entry(6, MachineSounds::helicopter, "helicopter", "propeller", "rotor", "chopper", "fan"),
            entry(1.2, MachineSounds::whoosh, "whoosh", "swoosh", "swish", "woosh", "swipe", "sweep", "sword",
                    "transition"),
            entry(5, MachineSounds::hum, "hum", "buzz", "electric", "electricity", "fridge", "transformer"),
            entry(4, MachineSounds::hiss, "hiss", "static", "steam", "spray", "noise", "air"),
            entry(3, MachineSounds::robot, "robot", "computer", "robotic", "glitch", "data", "modem"),
            entry(3, MachineSounds::riser, "riser", "rise", "rising", "build", "tension", "accelerate"),
            entry(2, MachineSounds::drop, "drop", "fall", "falling", "descend", "descending", "down", "braam"));

    /** For prompts without a known word: anything that holds up for any length. */
    private static final List<Entry> ANYTHING = List.of(
            entry(3, MachineSounds::riser), entry(2, MachineSounds::drop), entry(5, TonalSounds::drone),
            entry(2, MachineSounds::whoosh), entry(4, TonalSounds::chime), entry(3, MachineSounds::robot));

    private Vocabulary() {}

    private static Entry entry(double seconds, Recipe recipe, String... words) {
        return new Entry(Set.of(words), seconds, recipe);
    }

    /**
     * The sounds that a prompt asks for, in the order of its words.
     *
     * @param seed stands for the prompt, and chooses where no word is known
     * @return at least one, at most {@link #MOST_LAYERS}
     */
    static List<Entry> find(String prompt, long seed) {
        List<Entry> found = new ArrayList<>(NO_LETTERS.splitAsStream(prompt.toLowerCase(Locale.ROOT))
                .flatMap(Vocabulary::entriesFor)
                .distinct()
                .limit(MOST_LAYERS)
                .toList());
        if (found.isEmpty()) {
            found.add(ANYTHING.get(Math.floorMod(Dice.scramble(seed), ANYTHING.size())));
        }
        return found;
    }

    private static Stream<Entry> entriesFor(String word) {
        return ENTRIES.stream().filter(entry -> entry.words().stream().anyMatch(stem -> isForm(word, stem)));
    }

    private static boolean isForm(String word, String stem) {
        return word.startsWith(stem) && ENDINGS.contains(word.substring(stem.length()));
    }
}
