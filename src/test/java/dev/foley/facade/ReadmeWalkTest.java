package dev.foley.facade;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.foley.ledger.LedgerProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks through the documentation: each of its requests is sent as it stands there, and is answered as it says. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class ReadmeWalkTest {
    private static final List<String> PAGES = List.of("README.md", "docs/tutorials/first-sound.md",
            "docs/reference/graphql.md");
    private static final String DEV_MODE = "localhost:8080";
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    /** What is another each time: which it is, and what stands for it. */
    private static final Map<String, String> VARIABLE = Map.ofEntries(
            Map.entry("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "an-id"),
            Map.entry("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "a-time"),
            Map.entry("\\b([0-9a-f]{64}|[0-9a-f]{32})\\b", "a-hash"),
            Map.entry("\"taskId\":\"[^\"]+\",", ""),
            Map.entry("\"(state)\":\"(queued|submitting|generating|QUEUED|SUBMITTING|GENERATING)\"", "a-running-state"),
            Map.entry("\"(links|actions)\":(\\{[^}]*}|\\[[^]]*])", "what-can-be-done"),
            Map.entry("\"bytes\":\\d+", "a-length"),
            Map.entry("\"credits\":\\d{4,}(\\.\\d+)?", "a-balance"),
            Map.entry("\"hasNextPage\":\\w+,\"endCursor\":\"[^\"]+\"", "a-place"));

    @TestHTTPResource("/")
    URI base;

    @TempDir
    Path directory;

    /** Those of the pages, and those that stand for them here. */
    private final Map<String, String> ids = new HashMap<>();

    private record Block(String language, String text) {}

    @Test
    void eachAnswerIsTheOneThatIsShown() throws IOException, InterruptedException {
        int compared = 0;
        List<String> answers = List.of();
        for (Block block : blocks()) {
            if (block.text().startsWith("curl ")) {
                answers = answers(block.text());
            } else if (!answers.isEmpty() && block.language().equals("json")) {
                remember(block.text(), answers.get(0));
                assertThat(comparable(answers.get(0))).isEqualTo(comparable(block.text()));
                compared++;
            }
        }
        assertThat(compared).as("answers that are shown").isGreaterThan(6);
        assertThat(sound()).isNotEmptyFile();
    }

    private Path sound() {
        return directory.resolve("heavy-rain-on-a-tin-roof.mp3");
    }

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (String page : PAGES) {
            BLOCK.matcher(Files.readString(Path.of(page)))
                    .results()
                    .map(found -> new Block(found.group(1), found.group(2)))
                    .forEach(blocks::add);
        }
        return blocks;
    }

    /** Of the commands, one after the other. */
    private List<String> answers(String commands) throws IOException, InterruptedException {
        String here = commands.replace("\\\n", " ").replace(DEV_MODE, base.getAuthority());
        for (Map.Entry<String, String> id : ids.entrySet()) {
            here = here.replace(id.getKey(), id.getValue());
        }
        List<String> lines = here.lines().toList();
        String[] answers = new String[lines.size()];
        for (int i = 0; i < answers.length; i++) {
            if (!lines.get(i).contains("mutation")) {
                ids.values().forEach(this::awaitEnd);
            }
            answers[i] = run(lines.get(i));
        }
        return List.of(answers);
    }

    private String run(String command) throws IOException, InterruptedException {
        if (command.contains("-OJ")) {
            // Two pages save it, and curl overwrites nothing.
            Files.deleteIfExists(sound());
        }
        Process shell = new ProcessBuilder("bash", "-c", command).directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        shell.getOutputStream().close();
        String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        assertThat(shell.waitFor()).as(command).isZero();
        return answer;
    }

    private void awaitEnd(String id) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().get("/v1/sound-effects/" + id).path("state"), "succeeded"::equals);
    }

    private void remember(String shown, String real) {
        Matcher there = ID.matcher(shown);
        Matcher here = ID.matcher(real);
        if (there.find() && here.find()) {
            ids.put(there.group(1), here.group(1));
        }
    }

    /** Without what is another each time, and without the order of headers. */
    private static String comparable(String answer) {
        String same = answer.strip();
        for (Map.Entry<String, String> variable : VARIABLE.entrySet()) {
            same = same.replaceAll(variable.getKey(), variable.getValue());
        }
        return Arrays.stream(same.split("\n")).sorted().collect(Collectors.joining("\n"));
    }
}
