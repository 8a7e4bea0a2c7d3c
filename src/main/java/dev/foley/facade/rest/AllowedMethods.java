package dev.foley.facade.rest;

import java.util.List;
import java.util.regex.Pattern;

/** What a path can be asked for. A table, for quarkus-rest has no list of its own to give; a test holds it to the code. */
final class AllowedMethods {
    private record Row(Pattern path, String methods) {
        Row(String path, String methods) {
            this(Pattern.compile(path + "/?"), methods);
        }
    }

    private static final String READ = "GET, HEAD, OPTIONS";
    private static final List<Row> ROWS = List.of(
            new Row("/v1/sound-effects", "GET, HEAD, OPTIONS, POST"),
            new Row("/v1/sound-effects/batch", "DELETE, GET, HEAD, OPTIONS, POST"),
            new Row("/v1/sound-effects/[^/]*", "DELETE, GET, HEAD, OPTIONS"),
            new Row("/v1/sound-effects/[^/]*/(cancel|retry)", "POST, OPTIONS"));

    private AllowedMethods() {}

    /** @param path of the API, from its root */
    static String at(String path) {
        return ROWS.stream().filter(row -> row.path.matcher(path).matches()).map(Row::methods).findFirst().orElse(READ);
    }
}
