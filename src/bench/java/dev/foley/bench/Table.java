package dev.foley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;

/** Figures, printed and written to {@code target/bench/<name>.md}, with the machine that they are of. */
public final class Table {
    private static final Logger LOG = Logger.getLogger(Table.class.getName());
    private static final Path DIRECTORY = Path.of("target", "bench");

    private final String name;
    private final String title;
    private final List<String> lines = new ArrayList<>();

    private Table(String name, String title, String... columns) {
        this.name = name;
        this.title = title;
        row((Object[]) columns);
        row(Collections.nCopies(columns.length, "---").toArray());
    }

    /**
     * @param name of the file, without its ending
     * @param title what was measured, and how, in a line
     */
    public static Table of(String name, String title, String... columns) {
        return new Table(name, title, columns);
    }

    /** @param cells as many as there are columns */
    public Table row(Object... cells) {
        lines.add("| " + String.join(" | ", Arrays.stream(cells).map(Object::toString).toList()) + " |");
        return this;
    }

    public void write() {
        String text = String.format(Locale.ROOT, "%s%n%n%s%n%n%s%n", title, String.join(System.lineSeparator(), lines),
                Machine.describe());
        LOG.info(() -> System.lineSeparator() + text);
        try {
            Files.createDirectories(DIRECTORY);
            Files.writeString(DIRECTORY.resolve(name + ".md"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
