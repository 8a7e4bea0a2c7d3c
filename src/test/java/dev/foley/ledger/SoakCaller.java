package dev.foley.ledger;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import dev.foley.facade.ProblemType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Calls the façade, over and over, in all the ways there are; by chance, and for the same seed the same ones. */
final class SoakCaller implements Runnable {
    private static final String JOBS = "/v1/sound-effects";
    private static final Map<String, String> WAIT = Map.of("Prefer", "wait=3");
    /** As often a caller repeats a request of whose fate nothing was heard. */
    private static final int TRIES = 8;
    private static final int BATCH = 4;
    /** Most are made and sent at little cost; the largest, 265 kB, can break in many places. */
    private static final List<String> FORMATS = List.of("pcm_8000", "pcm_8000", "ulaw_8000", "alaw_8000", "pcm_44100",
            "mp3_22050_32");

    private final SoakHttp http;
    private final SoakNotes notes;
    private final String name;
    private final Random dice;
    private int count;

    SoakCaller(String url, SoakNotes notes, String name, long seed) {
        this.http = new SoakHttp(url, notes);
        this.notes = notes;
        this.name = name;
        this.dice = new Random(seed);
    }

    /** What one caller may do, as often as it is named. */
    private enum Act {
        CREATE,
        CREATE_AND_WAIT,
        CREATE_WITH_KEY,
        BATCH,
        LIST,
        READ,
        FOLLOW,
        HEAR,
        CANCEL,
        MUTATE,
        QUERY,
        CREDITS;

        static final List<Act> MIX = List.of(CREATE, CREATE, CREATE_AND_WAIT, CREATE_WITH_KEY, CREATE_WITH_KEY,
                CREATE_WITH_KEY, BATCH, LIST, READ, READ, FOLLOW, FOLLOW, HEAR, HEAR, HEAR, HEAR, CANCEL, MUTATE, QUERY,
                CREDITS);
    }

    /** Does one thing. What broke on the way is counted, for it is no wonder; all else that goes wrong is noted. */
    @Override
    public void run() {
        Act act = Act.MIX.get(dice.nextInt(Act.MIX.size()));
        try {
            act(act);
            notes.count(act + " done");
        } catch (IOException broken) {
            notes.count(act + " broken");
        } catch (RuntimeException wrong) {
            notes.complain(String.format(Locale.ROOT, "%s, %s: %s", name, act, wrong));
        }
    }

    private void act(Act act) throws IOException {
        switch (act) {
            case CREATE -> create();
            case CREATE_AND_WAIT -> notes.accepted(http.post(JOBS, effect(), WAIT).json().getString("id"));
            case CREATE_WITH_KEY -> createWithKey();
            case BATCH -> batch();
            case LIST -> list();
            case READ -> job(known());
            case FOLLOW -> follow(known());
            case HEAR -> hear(known());
            case CANCEL -> cancel(create());
            case MUTATE -> mutate();
            case QUERY ->
                graphql("{ soundEffects(first: 10) { edges { node { id state } } pageInfo { hasNextPage } } }");
            case CREDITS -> credits();
        }
    }

    private JsonObject effect() {
        boolean fails = dice.nextInt(20) == 0;
        return new JsonObject()
                .put("text",
                        String.format(Locale.ROOT, "%s's sound %d%s", name, count++, fails ? SoakAccounts.FAILING : ""))
                .put("durationSeconds", 0.5 + dice.nextInt(6) / 2.0)
                .put("outputFormat", FORMATS.get(dice.nextInt(FORMATS.size())));
    }

    private String create() throws IOException {
        String job = http.post(JOBS, effect(), Map.of()).json().getString("id");
        notes.accepted(job);
        return job;
    }

    private String known() throws IOException {
        Optional<String> recent = notes.recent(dice);
        return recent.isPresent() ? recent.get() : create();
    }

    /** Until there is an answer, and sometimes once more after that. */
    private SoakHttp.Answer repeated(String path, JsonObject body, String key) throws IOException {
        IOException last = new IOException();
        for (int i = 0; i < TRIES; i++) {
            try {
                return http.post(path, body, Map.of("Idempotency-Key", key));
            } catch (IOException broken) {
                last = broken;
            }
        }
        throw last;
    }

    private void createWithKey() throws IOException {
        String key = name + "-key-" + count;
        JsonObject effect = effect();
        int times = 1 + dice.nextInt(2);
        for (int i = 0; i < times; i++) {
            notes.accepted(repeated(JOBS, effect, key).json().getString("id"), key);
        }
    }

    private void batch() throws IOException {
        String key = name + "-batch-" + count;
        JsonArray effects = new JsonArray(IntStream.range(0, BATCH).mapToObj(i -> effect()).toList());
        int times = 1 + dice.nextInt(2);
        for (int i = 0; i < times; i++) {
            JsonArray items = repeated(JOBS + "/batch", new JsonObject().put("items", effects), key).json()
                    .getJsonArray("items");
            for (int place = 0; place < BATCH; place++) {
                JsonObject item = items.getJsonObject(place);
                if (item.containsKey("job")) {
                    notes.accepted(item.getJsonObject("job").getString("id"), key + "-" + place);
                } else {
                    http.check(SoakHttp.Answer.problem(item.getInteger("status"), item.getJsonObject("problem")));
                }
            }
        }
    }

    private void list() throws IOException {
        JsonObject page = http.get(JOBS + "?limit=20", Map.of()).json();
        String next = page.getJsonObject("links").getString("next");
        if (next != null) {
            http.get(next, Map.of());
        }
    }

    private JsonObject job(String id) throws IOException {
        return http.get(JOBS + "/" + id, WAIT).json();
    }

    private void follow(String id) throws IOException {
        String events = http.get(JOBS + "/" + id + "/events", Map.of()).text();
        if (!events.contains("event: end")) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "the events of %s ended without an end: %s", id, events));
        }
    }

    private void hear(String id) throws IOException {
        JsonObject job = job(id);
        if (!job.getString("state").equals("succeeded")) {
            http.get(JOBS + "/" + id + "/audio", Map.of(), ProblemType.JOB_UNFINISHED, ProblemType.JOB_FAILED);
            return;
        }
        byte[] sound = http.get(JOBS + "/" + id + "/audio", Map.of()).body();
        JsonObject audio = job.getJsonObject("audio");
        if (sound.length != audio.getInteger("bytes")
                || !SoakAccounts.sha256(sound).equals(audio.getString("sha256"))) {
            throw new IllegalStateException(String.format(Locale.ROOT, "%d bytes came of %s", sound.length, job));
        }
    }

    private void cancel(String id) throws IOException {
        SoakHttp.Answer answer = http.post(JOBS + "/" + id + "/cancel", null, Map.of(), ProblemType.JOB_NOT_QUEUED);
        if (answer.status() == 200) {
            notes.cancelled(id);
        }
    }

    private void mutate() throws IOException {
        String text = effect().getString("text");
        notes.accepted(graphql(String.format(Locale.ROOT,
                "mutation { generateSoundEffect(input: {text: \"%s\", durationSeconds: 0.5}) { id } }", text))
                .getJsonObject("generateSoundEffect")
                .getString("id"));
    }

    private JsonObject graphql(String query) throws IOException {
        JsonObject answer = http.post("/graphql", new JsonObject().put("query", query), Map.of()).json();
        JsonArray errors = answer.getJsonArray("errors");
        if (errors != null) {
            String code = errors.getJsonObject(0).getJsonObject("extensions").getString("code");
            http.refuse(ProblemType.valueOf(code), answer.encode());
        }
        return answer.getJsonObject("data");
    }

    /** It asks kie.ai, which may be out of reach. */
    private void credits() throws IOException {
        http.get("/v1/credits", Map.of(), ProblemType.UPSTREAM_UNAVAILABLE, ProblemType.UPSTREAM_ERROR,
                ProblemType.RATE_LIMITED);
    }
}
