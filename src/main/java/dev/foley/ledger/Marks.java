package dev.foley.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Files that tell, once a process has been killed, which of its requests had surely not left: one empty file for each that
 * stands ready, deleted just before the request leaves. The kernel keeps them whatever becomes of the process; but not
 * whatever becomes of the machine, so they lie under the id of its boot, and count no more after the next.
 *
 * <p>
 * {@code base/boot/ledger/process/claim}; a process holds a lock in its directory as long as it lives.
 */
final class Marks implements AutoCloseable {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final FileAttribute<?> OWNERS_ALONE = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String LOCK = "lock";
    /** A directory that is being made; others leave it alone. */
    private static final String UNFINISHED = ".new-";

    private final Path ledger;
    private final Path own;
    private final FileLock lock;

    private Marks(Path ledger, Path own, FileLock lock) {
        this.ledger = ledger;
        this.own = own;
        this.lock = lock;
    }

    /**
     * Those of this process, kept under {@code base}.
     *
     * @param ledgerId the ledger whose claims they are
     * @throws UncheckedIOException where they cannot be kept: the directory cannot be written, or no boot id is told
     */
    static Marks open(Path base, UUID ledgerId) {
        return open(base, unchecked(() -> Files.readString(BOOT_ID).strip()), ledgerId);
    }

    static Marks open(Path base, String bootId, UUID ledgerId) {
        return unchecked(() -> make(base.resolve(bootId), ledgerId.toString(), UUID.randomUUID().toString()));
    }

    private static Marks make(Path boot, String ledgerId, String name) throws IOException {
        Path ledger = Files.createDirectories(boot.resolve(ledgerId), OWNERS_ALONE);
        Path unfinished = Files.createDirectory(ledger.resolve(UNFINISHED + name), OWNERS_ALONE);
        if (!Files.getOwner(boot).equals(Files.getOwner(unfinished))) {
            throw new AccessDeniedException(boot.toString(), null, "it is another user's, who could forge marks");
        }
        FileChannel channel = FileChannel.open(unfinished.resolve(LOCK), StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.lock();
            return new Marks(ledger, Files.move(unfinished, ledger.resolve(name)), lock);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The request under this claim stands ready. */
    void put(UUID claim) {
        unchecked(() -> Files.createFile(mark(claim)));
    }

    /**
     * Takes a mark away: whoever does decides alone whether the request leaves. As long as this process holds its lock, nobody
     * else takes its marks over, and one that is missing was cleared away by whoever cleans up directories.
     *
     * @throws UncheckedIOException when it is still there, or somebody else was faster
     */
    void remove(UUID claim) {
        unchecked(() -> {
            try {
                Files.delete(mark(claim));
            } catch (NoSuchFileException missing) {
                if (!lock.isValid()) {
                    throw missing;
                }
            }
            return claim;
        });
    }

    /** The request under this claim will never leave, and the database knows. */
    void forget(UUID claim) {
        unchecked(() -> Files.deleteIfExists(mark(claim)));
    }

    private Path mark(UUID claim) {
        return own.resolve(claim.toString());
    }

    /** The marks of processes that are no more, to be {@link #adopt adopted}. */
    List<Path> orphans() {
        return unchecked(() -> {
            List<Path> orphans = new ArrayList<>();
            if (!Files.isDirectory(ledger)) {
                return orphans;
            }
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(ledger, this::isAnothers)) {
                for (Path process : processes) {
                    if (isGone(process)) {
                        orphans.addAll(left(process));
                    }
                }
            }
            return orphans;
        });
    }

    /**
     * Makes a mark this process' own, so that nobody else heeds it, and so that it is not forgotten should this process be
     * killed in turn.
     *
     * @return the claim that it stands for
     * @throws UncheckedIOException when somebody else was faster
     */
    UUID adopt(Path orphan) {
        UUID claim = UUID.fromString(orphan.getFileName().toString());
        unchecked(() -> Files.move(orphan, mark(claim)));
        return claim;
    }

    private boolean isAnothers(Path process) {
        return !process.equals(own) && !process.getFileName().toString().startsWith(UNFINISHED);
    }

    private static boolean isGone(Path process) throws IOException {
        try (FileChannel channel = FileChannel.open(process.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (OverlappingFileLockException alive) {
            return false;
        } catch (NoSuchFileException unknown) {
            return false;
        }
    }

    /** What is left of a process that is gone; it goes altogether once there is nothing. */
    private static List<Path> left(Path process) throws IOException {
        List<Path> marks = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process, file -> !file.endsWith(LOCK))) {
            files.forEach(marks::add);
        }
        if (marks.isEmpty()) {
            Files.deleteIfExists(process.resolve(LOCK));
            Files.deleteIfExists(process);
        }
        return marks;
    }

    @Override
    public void close() {
        unchecked(() -> {
            lock.acquiredBy().close();
            return Files.isDirectory(own) ? left(own) : List.of();
        });
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> T unchecked(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
