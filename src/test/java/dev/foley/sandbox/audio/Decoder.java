package dev.foley.sandbox.audio;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Decoders from outside the project: they alone can say that an encoder speaks the format and not its own dialect. */
final class Decoder {

    private Decoder() {}

    static void assumeInstalled(String program) {
        assumeTrue(runs(program), program + " is not installed: apt-get install ffmpeg opus-tools");
    }

    private static boolean runs(String program) {
        try {
            Process process = new ProcessBuilder(program, "-version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor();
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static String run(String... command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("decoder", ".txt");
        try {
            Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + Files.readString(errors));
            }
            return out;
        } finally {
            Files.delete(errors);
        }
    }

    /** What ffprobe says of the only stream, by property. */
    static Map<String, String> probe(Path file) throws IOException, InterruptedException {
        return run("ffprobe", "-v", "error", "-show_entries", "stream", "-of", "default=nokey=0:noprint_wrappers=1",
                file.toString()).lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(property -> property[0], property -> property[1], (first, second) -> first));
    }

    /** Decodes to floating point, so that what would clip is seen. */
    static float[] decode(Path file, OutputFormat format) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
        switch (format.codec()) {
            case PCM -> command.addAll(List.of("-f", "s16le", "-ar", "" + format.sampleRate(), "-ac", "1"));
            case ULAW -> command.addAll(List.of("-f", "mulaw", "-ar", "8000", "-ac", "1"));
            case ALAW -> command.addAll(List.of("-f", "alaw", "-ar", "8000", "-ac", "1"));
            default -> {
            }
        }
        Path decoded = Files.createTempFile("decoded", ".f32");
        try {
            command.addAll(List.of("-i", file.toString(), "-f", "f32le", decoded.toString()));
            run(command.toArray(String[]::new));
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(decoded)).order(ByteOrder.LITTLE_ENDIAN);
            float[] samples = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(samples);
            return samples;
        } finally {
            Files.delete(decoded);
        }
    }
}
