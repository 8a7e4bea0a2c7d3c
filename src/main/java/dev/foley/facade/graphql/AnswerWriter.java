package dev.foley.facade.graphql;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;

/** Encodes answers as JSON. An answer over the limit is given up there, so that no more than that is ever held. */
@Singleton
class AnswerWriter {
    private final ObjectMapper json;
    private final int most;

    AnswerWriter(ObjectMapper json, GraphQlConfig config) {
        this.json = json;
        this.most = Math.toIntExact(config.maxAnswer().asLongValue());
    }

    /**
     * The answer as JSON in UTF-8.
     *
     * @throws UnfitDocumentException when it is larger than an answer may be
     */
    Buffer encode(Map<String, ?> answer) throws UnfitDocumentException {
        BoundedOutput output = new BoundedOutput(most);
        try {
            write(answer, output);
        } catch (IOException e) {
            if (output.isOver()) {
                throw UnfitDocumentException.answerTooLarge(most);
            }
            throw new UncheckedIOException(e);
        }
        return output.bytes;
    }

    /** For what has no data in it, but at most one error of Foley's own, which quotes no more than the client sent. */
    Buffer encodeSmall(Map<String, ?> answer) {
        BoundedOutput output = new BoundedOutput(Integer.MAX_VALUE);
        try {
            write(answer, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return output.bytes;
    }

    /** By a writer of text, for a stream of bytes would fail at half a surrogate pair, which an error may quote. */
    private void write(Map<String, ?> answer, OutputStream output) throws IOException {
        try (OutputStreamWriter writer = new OutputStreamWriter(output, StandardCharsets.UTF_8)) {
            json.writeValue(writer, answer);
        }
    }

    private static final class BoundedOutput extends OutputStream {
        private final Buffer bytes = Buffer.buffer();
        private final int most;
        private boolean over;

        BoundedOutput(int most) {
            this.most = most;
        }

        boolean isOver() { return over; }

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] part, int offset, int length) throws IOException {
            over |= length > most - bytes.length();
            if (over) {
                throw new IOException("over the limit");
            }
            bytes.appendBytes(part, offset, length);
        }
    }
}
