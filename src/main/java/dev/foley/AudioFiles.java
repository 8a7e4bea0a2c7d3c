package dev.foley;

import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.CopyOptions;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.file.AsyncFile;
import io.vertx.mutiny.core.file.FileSystem;

/** Writes audio to files, whole or not at all. */
@ApplicationScoped
class AudioFiles {
    private final FileSystem files;

    AudioFiles(Vertx vertx) {
        this.files = vertx.fileSystem();
    }

    /** Fills a file beside {@code target} and then gives it that name, so that nobody ever sees half a sound. */
    Uni<Path> write(Multi<Buffer> bytes, Path target) {
        String part = target
                .resolveSibling(String.format(Locale.ROOT, ".%s.%s.part", target.getFileName(), UUID.randomUUID()))
                .toString();
        return files.open(part, new OpenOptions().setCreateNew(true).setWrite(true))
                .chain(file -> fill(file, bytes))
                .chain(() -> files.move(part, target.toString(),
                        new CopyOptions().setAtomicMove(true).setReplaceExisting(true)))
                .onFailure()
                .call(() -> files.delete(part).onFailure().recoverWithNull())
                .onCancellation()
                .call(() -> files.delete(part).onFailure().recoverWithNull())
                .replaceWith(target);
    }

    private static Uni<Void> fill(AsyncFile file, Multi<Buffer> bytes) {
        return bytes.onItem()
                .transformToUniAndConcatenate(
                        buffer -> file.write(io.vertx.mutiny.core.buffer.Buffer.newInstance(buffer)))
                .onItem()
                .ignoreAsUni()
                .eventually(file::close);
    }
}
