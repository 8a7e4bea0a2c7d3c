package dev.foley.sandbox.fault;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of faults: {@code fail:500}, {@code create:429*3}, {@code callback:late:5s}. The same words work as a
 * marker in a prompt ({@code [[fail:500]]}), in configuration and from Java.
 */
public final class FaultParser {

    /** No fault holds an answer back longer, so that idle connections can be closed some time. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(100);
    private static final Duration LONGEST_TASK = Duration.ofHours(1);

    private static final Pattern MARKER = Pattern.compile("\\[\\[([a-z]+(?::[^\\[\\]]*)?)]]");
    private static final Pattern TIMES = Pattern.compile("(.*)\\*([1-9]\\d{0,8})");
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,7})(ms|s|m)");

    private static final Map<String, Function<Words, Fault>> FAULTS = Map.ofEntries(
            Map.entry("fail", FaultParser::fail),
            Map.entry("stuck", words -> new Fault.Stuck(words.rest().orElse("waiting"))),
            Map.entry("state", words -> new Fault.Passing(words.needed())),
            Map.entry("result", words -> new Fault.Result(words.oneOf(Fault.Result.Shape.class))),
            Map.entry("null", words -> new Fault.Unknown(words.rest().map(n -> words.number(n)).orElse(1))),
            Map.entry("seed", words -> new Fault.Seed(words.number(words.needed()))),
            Map.entry("takes", words -> new Fault.Takes(words.length(words.needed(), LONGEST_TASK))),
            Map.entry("create", words -> new Fault.Create(callTrouble(words), words.times)),
            Map.entry("query", words -> new Fault.Query(callTrouble(words), words.times)),
            Map.entry("media", words -> new Fault.Media(trouble(words), words.times)),
            Map.entry("callback", words -> new Fault.Callback(callback(words))));

    private FaultParser() {}

    /**
     * The faults that a prompt asks for with markers. Double brackets around anything else are left alone.
     *
     * @throws IllegalArgumentException naming the marker, if the fault is known and what follows it is not
     */
    public static List<Fault> markersIn(String prompt) {
        return MARKER.matcher(prompt)
                .results()
                .map(marker -> marker.group(1))
                .filter(FaultParser::isKnown)
                .map(FaultParser::parse)
                .toList();
    }

    /** The prompt without its markers, as it was before someone asked for trouble. */
    public static String withoutMarkers(String prompt) {
        Matcher marker = MARKER.matcher(prompt);
        return marker.replaceAll(found -> isKnown(found.group(1)) ? " " : Matcher.quoteReplacement(found.group()))
                .strip();
    }

    private static boolean isKnown(String words) {
        return FAULTS.containsKey(words.split("[:*]", 2)[0]);
    }

    /**
     * Reads one fault.
     *
     * @throws IllegalArgumentException naming the words, if they mean nothing
     */
    public static Fault parse(String text) {
        Matcher counted = TIMES.matcher(text);
        boolean often = counted.matches();
        String[] parts = (often ? counted.group(1) : text).strip().split(":", 2);
        Words words = new Words(text, parts.length > 1 ? parts[1] : "",
                often ? Integer.parseInt(counted.group(2)) : Fault.ALWAYS);
        Function<Words, Fault> reader = FAULTS.get(parts[0]);
        if (reader == null) {
            throw words.unknown();
        }
        return reader.apply(words);
    }

    private static Fault fail(Words words) {
        String[] parts = words.rest().orElse("500").split(":");
        boolean numeric = parts.length > 1 && parts[1].equals("number");
        return switch (parts[0]) {
            case "nsfw" -> new Fault.Fail(null, "nsfw", false);
            case "SENSITIVE_WORD_ERROR" -> new Fault.Fail(parts[0], "The prompt contains sensitive words.", false);
            case "422" -> new Fault.Fail(parts[0], "The request was refused: prohibited content.", numeric);
            case "500" -> new Fault.Fail(parts[0], "internal error, please try again later.", numeric);
            default -> new Fault.Fail("" + words.number(parts[0]), "Generation Failed", numeric);
        };
    }

    private static Trouble callTrouble(Words words) {
        Trouble trouble = trouble(words);
        if (trouble instanceof Trouble.Expired) {
            throw words.unknown();
        }
        return trouble;
    }

    private static Trouble trouble(Words words) {
        String[] parts = words.needed().split("[:-]", 2);
        Optional<String> detail = parts.length > 1 ? Optional.of(parts[1]) : Optional.empty();
        return switch (parts[0]) {
            case "html" -> new Trouble.Html(detail.map(words::status).orElse(502));
            case "http" -> new Trouble.Refusal(words.status(detail.orElseThrow(words::unknown)), true);
            case "1010" -> new Trouble.Edge();
            case "cut", "truncated" -> new Trouble.Cut();
            case "slow" -> new Trouble.Slow(words.length(detail.orElse("5s"), LONGEST_DELAY));
            case "reset" -> new Trouble.Reset(detail.filter("after"::equals).isPresent());
            case "lost" -> new Trouble.Lost();
            case "expired" -> new Trouble.Expired();
            default -> words.text.startsWith("create") && detail.filter("after"::equals).isPresent()
                    ? new Trouble.Denied(words.status(parts[0]))
                    : new Trouble.Refusal(words.status(parts[0]), false);
        };
    }

    private static CallbackTrouble callback(Words words) {
        String[] parts = words.needed().split(":", 2);
        return switch (parts[0]) {
            case "duplicate" -> new CallbackTrouble.Duplicate();
            case "late" -> new CallbackTrouble.Late(words.length(parts.length > 1 ? parts[1] : "5s", LONGEST_TASK));
            case "never" -> new CallbackTrouble.Never();
            case "early" -> new CallbackTrouble.Early();
            case "forged" -> new CallbackTrouble.Forged();
            case "stale" -> new CallbackTrouble.Stale();
            case "unsigned" -> new CallbackTrouble.Unsigned();
            case "other-generation" -> new CallbackTrouble.OtherGeneration();
            case "id" -> new CallbackTrouble.Id(
                    new Words(words.text, parts.length > 1 ? parts[1] : "", words.times)
                            .oneOf(CallbackTrouble.Id.Name.class));
            default -> throw words.unknown();
        };
    }

    /** What follows a fault's name. */
    private record Words(String text, String arguments, int times) {

        Optional<String> rest() {
            return arguments.isBlank() ? Optional.empty() : Optional.of(arguments.strip());
        }

        String needed() {
            return rest().orElseThrow(this::unknown);
        }

        int number(String digits) {
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException e) {
                throw unknown();
            }
        }

        int status(String digits) {
            int status = number(digits);
            if (status < 400 || status > 599) {
                throw unknown();
            }
            return status;
        }

        Duration length(String words, Duration longest) {
            Matcher matcher = LENGTH.matcher(words);
            if (!matcher.matches()) {
                throw unknown();
            }
            int amount = Integer.parseInt(matcher.group(1));
            Duration length = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                default -> Duration.ofMinutes(amount);
            };
            return length.compareTo(longest) > 0 ? longest : length;
        }

        <E extends Enum<E>> E oneOf(Class<E> type) {
            try {
                return Enum.valueOf(type, needed().toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw unknown();
            }
        }

        IllegalArgumentException unknown() {
            return new IllegalArgumentException("unknown sandbox fault [[" + text + "]]");
        }
    }
}
