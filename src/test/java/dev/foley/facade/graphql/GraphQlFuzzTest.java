package dev.foley.facade.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.foley.Depth;
import dev.foley.RecordedLog;
import dev.foley.Seed;
import dev.foley.ledger.LedgerProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;

/** Random documents and messages, most of them invalid: each gets an answer that follows the protocol. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class GraphQlFuzzTest {
    private static final int MESSAGES_OF_ONE = 10;
    private static final List<String> MESSAGE_TYPES = List.of("subscribe", "subscribe", "subscribe", "subscribe",
            "complete", "ping", "pong");
    private static final List<String> VALUES = List.of("null", "true", "0", "-1", "1e999", "4.5", "22.05", "9999999999",
            "\"\"", "\"rain\"", "\"\\u0000\"", "\"\\uD800\"", "[]", "[null]", "{}", "{text: \"a\"}", "{text: 1}",
            "QUEUED", "MP3_44100_128", "\"MP3_44100_128\"", "$v", "$w", "\"2026-11-30T08:00:00Z\"", "\"tomorrow\"",
            "\"00000000-0000-0000-0000-000000000000\"", "\"\"\"block\"\"\"", "[QUEUED, QUEUED]", "{a: {b: {c: []}}}");
    private static final List<String> ARGUMENTS = List.of("id", "input", "first", "after", "states", "text", "since",
            "idempotencyKey", "reuse", "nothing");
    private static final List<String> FIELDS = List.of("soundEffect", "soundEffects", "credits", "costs", "cancel",
            "retry", "delete", "generateSoundEffect", "id", "state", "edges", "node", "cursor", "pageInfo", "audio",
            "href", "bytes", "__typename", "__schema", "__type", "...f", "... on SoundEffect", "... @include(if: $v)",
            "nothing");
    private static final List<String> VARIABLES = List.of("null", "true", "1", "-7.25", "1e400", "\"x\"", "\"\\u0000\"",
            "\"\\ud800\"", "[]", "{}", "{\"text\": \"a\", \"durationSeconds\": \"NaN\"}", "{\"text\": null}",
            "\"QUEUED\"", "[[[[[]]]]]");
    private static final List<String> TYPES = List.of("ID!", "ID", "Int", "Float", "String", "Boolean!", "DateTime",
            "SoundEffectInput!", "[SoundEffectState!]", "Nothing");

    private final Random random = Seed.random();
    /** The stack traces that are logged, but for those that tell of a busy machine. */
    private final RecordedLog log = new RecordedLog("",
            record -> record.getThrown() != null && !record.getLoggerName().endsWith(".BlockedThreadChecker"));

    @AfterEach
    void forgetTheLog() {
        log.close();
    }

    @Depth(verify = 300, deep = 3_000)
    void randomDocumentsGiveNoServerErrorAndNoStackTrace(int documents) {
        for (int i = 0; i < documents; i++) {
            String body = body();
            Response answer = given().contentType(ContentType.JSON).body(body).post("/graphql");
            assertThat(answer.statusCode()).as("%s: %s", Seed.hint(), body).isLessThan(500);
            assertHarmless(answer.asString(), body);
        }
    }

    @Depth(verify = 200, deep = 2_000)
    void randomMessagesGiveNoStackTraceAndEndAConnectionOnlyByTheProtocolsRules(int messages) {
        for (int i = 0; i < messages / MESSAGES_OF_ONE; i++) {
            List<String> said = Stream.generate(this::message).limit(MESSAGES_OF_ONE).toList();
            try (Socket socket = Socket.open()) {
                said.forEach(socket::say);
                socket.say("{\"type\": \"ping\"}");
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> socket.isClosed() || !socket.all("pong", null).isEmpty());
                if (socket.isClosed()) {
                    assertThat(socket.status()).as("%s: %s", Seed.hint(), said).isBetween(4400, 4499);
                }
                assertHarmless(socket.heard(), said);
            }
        }
    }

    private void assertHarmless(String answer, Object question) {
        assertThat(answer).as("%s: %s", Seed.hint(), question)
                .doesNotContain("Exception", "\tat ", "dev.foley", "java.", "INTERNAL_ERROR", "SRGQL");
        assertThat(log.records()).extracting(record -> record.getMessage() + ": " + record.getThrown())
                .as("%s: %s", Seed.hint(), question)
                .isEmpty();
    }

    /** Most are right, or the first would end the connection. */
    private String message() {
        if (chance(20)) {
            return "{\"type\":" + one(VARIABLES) + ",\"id\":" + one(VARIABLES) + "}";
        }
        return "{\"type\":\"" + one(MESSAGE_TYPES) + "\",\"id\":\"" + random.nextInt(1000) + "\",\"payload\":" + body()
                + "}";
    }

    private String body() {
        String document = new JsonObject().put("q", mutated(operation())).encode();
        String body = "{\"query\":" + document.substring(5, document.length() - 1) + ",\"variables\":{\"v\":"
                + one(VARIABLES) + ",\"w\":" + one(VARIABLES) + "}"
                + (chance(10) ? ",\"operationName\":\"O\"" : "") + "}";
        return chance(20) ? body.substring(0, random.nextInt(body.length())) : body;
    }

    private String operation() {
        String kind = one(List.of("query", "query", "mutation", "subscription"));
        return kind + " O($v: " + one(TYPES) + ", $w: " + one(TYPES) + ") " + selection(3)
                + (chance(3)
                        ? " fragment f on " + one(List.of("Query", "SoundEffect", "Nothing")) + " " + selection(2)
                        : "");
    }

    private String selection(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> field(depth))
                .collect(Collectors.joining(" ", "{ ", " }"));
    }

    private String field(int depth) {
        String field = (chance(5) ? "a" + random.nextInt(3) + ": " : "") + one(FIELDS);
        if (!field.contains("...") && chance(2)) {
            field += IntStream.rangeClosed(0, random.nextInt(2))
                    .mapToObj(i -> one(ARGUMENTS) + ": " + one(VALUES))
                    .collect(Collectors.joining(", ", "(", ")"));
        }
        return depth > 0 && chance(2) ? field + " " + selection(depth - 1) : field;
    }

    private String mutated(String document) {
        if (!chance(4)) {
            return document;
        }
        int at = random.nextInt(document.length());
        String inserted = one(List.of("", "{", "}", "\"", "$", "@", "\u0000", "\uFEFF", "é", "#", "\n", "...", "\\"));
        return document.substring(0, at) + inserted + document.substring(Math.min(document.length(), at + 1));
    }

    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
