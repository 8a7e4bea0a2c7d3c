package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.foley.sandbox.witness.SeenTask;
import dev.foley.sandbox.witness.Witness;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** The façade's books, as a caller reads them, against those of the sandbox. */
final class SoakAccounts {
    /** In a prompt: its task fails, and is not charged for. */
    static final String FAILING = " [[fail:500]]";
    private static final Set<String> ENDS = Set.of("succeeded", "failed", "cancelled");
    private static final Pattern MEDIA = Pattern.compile("/as/[\\w.-]+");

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String facade;
    private final String media;
    private final Map<String, List<SeenTask>> tasks;
    private final Map<String, JsonObject> jobs = new HashMap<>();

    /**
     * Reads both.
     *
     * @param facade where it is reached in fair weather
     * @param media  where the sandbox is
     */
    SoakAccounts(String facade, String media, Witness witness) {
        this.facade = facade;
        this.media = media;
        this.tasks = witness.tasks().stream().collect(Collectors.groupingBy(SoakAccounts::jobOf));
        String page = "/v1/sound-effects?limit=100";
        while (page != null) {
            JsonObject read = new JsonObject(Buffer.buffer(get(facade + page)));
            read.getJsonArray("items")
                    .stream()
                    .map(JsonObject.class::cast)
                    .forEach(job -> jobs.put(job.getString("id"), job));
            page = read.getJsonObject("links").getString("next");
        }
    }

    private static String jobOf(SeenTask task) {
        return task.callBackUrl().substring(task.callBackUrl().lastIndexOf('/') + 1);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] get(String url) {
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer sandbox").build(),
                    BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(url).isEqualTo(200);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(url, e);
        }
    }

    /** All jobs that there are, by their ids. */
    Map<String, JsonObject> jobs() {
        return jobs;
    }

    private Map<String, JsonObject> in(String state) {
        return jobs.entrySet()
                .stream()
                .filter(job -> job.getValue().getString("state").equals(state))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Map<String, Long> states() {
        return jobs.values()
                .stream()
                .collect(Collectors.groupingBy(job -> job.getString("state"), TreeMap::new, Collectors.counting()));
    }

    Set<String> uncertain() {
        return in("uncertain").keySet();
    }

    /** The jobs of which there is more to come: a callback may still tell of an uncertain one's task. */
    Set<String> unfinished() {
        Set<String> unfinished = new HashSet<>(jobs.keySet());
        ENDS.forEach(state -> unfinished.removeAll(in(state).keySet()));
        unfinished.removeIf(job -> uncertain().contains(job) && !tasks.containsKey(job));
        return unfinished;
    }

    void assertNothingIsPaidTwice() {
        assertThat(tasks.keySet()).as("jobs with tasks").isSubsetOf(jobs.keySet());
        assertThat(tasks).allSatisfy((job, own) -> assertThat(own).as("tasks of job %s", job).hasSize(1));
        assertThat(tasks.keySet()).as("jobs with tasks")
                .noneMatch(in("cancelled")::containsKey)
                .noneMatch(uncertain()::contains);
    }

    void assertWhatIsPaidIsThere(BigDecimal spent) {
        Map<String, JsonObject> succeeded = in("succeeded");
        assertThat(succeeded).allSatisfy((id, job) -> assertThat(tasks.get(id)).singleElement()
                .satisfies(task -> assertThat(task.taskId()).isEqualTo(job.getString("taskId")))
                .satisfies(task -> assertThat(task.paid()).isTrue())
                .satisfies(task -> assertThat(task.price())
                        .isEqualByComparingTo(new BigDecimal(job.getValue("credits").toString()))));
        assertThat(in("failed")).allSatisfy((id, job) -> assertThat(tasks.get(id)).singleElement()
                .satisfies(task -> assertThat(task.paid()).isFalse())
                .satisfies(task -> assertThat(task.text()).endsWith(FAILING)));
        assertThat(succeeded.values()
                .stream()
                .map(job -> new BigDecimal(job.getValue("credits").toString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)).as("credits").isEqualByComparingTo(spent);
    }

    /** Each sound as the sandbox made it, byte by byte; side by side, for the sandbox makes each anew. */
    void assertAudioIsWhole() {
        in("succeeded").values().parallelStream().forEach(job -> {
            byte[] made = get(media + resultPath(job.getString("taskId")));
            byte[] kept = get(facade + job.getJsonObject("audio").getString("href"));
            assertThat(kept).as("the audio of %s", job).hasSameSizeAs(made).isEqualTo(made);
            assertThat(job.getJsonObject("audio").getString("sha256")).isEqualTo(sha256(kept));
        });
    }

    private String resultPath(String taskId) {
        String record = Buffer.buffer(get(media + "/api/v1/jobs/recordInfo?taskId=" + taskId)).toString();
        Matcher path = MEDIA.matcher(record);
        assertThat(path.find()).as(record).isTrue();
        return path.group();
    }
}
