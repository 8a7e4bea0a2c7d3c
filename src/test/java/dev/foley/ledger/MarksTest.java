package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarksTest {
    private static final String BOOT = "this-boot";

    @TempDir
    Path base;

    private final UUID ledger = UUID.randomUUID();
    private final UUID claim = UUID.randomUUID();

    private Marks process() {
        return Marks.open(base, BOOT, ledger);
    }

    @Test
    void whatAProcessHadNotSentIsFoundOnceItIsGone() {
        try (Marks living = process()) {
            Marks killed = process();
            killed.put(claim);
            assertThat(living.orphans()).as("while it lives").isEmpty();
            killed.close();
            assertThat(living.orphans()).extracting(Path::getFileName)
                    .extracting(Path::toString)
                    .containsExactly(claim.toString());
        }
    }

    @Test
    void whatHasLeftIsNotFound() {
        try (Marks living = process()) {
            Marks killed = process();
            killed.put(claim);
            killed.remove(claim);
            killed.close();
            assertThat(living.orphans()).isEmpty();
        }
    }

    @Test
    void whoseMarkAnotherTookMayNotLeave() {
        try (Marks living = process()) {
            Marks thoughtDead = process();
            thoughtDead.put(claim);
            thoughtDead.close();
            assertThat(living.adopt(living.orphans().get(0))).isEqualTo(claim);
            assertThatThrownBy(() -> thoughtDead.remove(claim)).hasCauseInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void whatIsTakenOverOutlivesWhoeverTookIt() {
        Marks killed = process();
        killed.put(claim);
        killed.close();
        Marks heir = process();
        heir.adopt(heir.orphans().get(0));
        heir.close();
        try (Marks living = process()) {
            assertThat(living.orphans()).hasSize(1);
            living.forget(living.adopt(living.orphans().get(0)));
            assertThat(living.orphans()).isEmpty();
        }
    }

    @Test
    void twoThatTakeOverTheSameAreToldApart() {
        try (Marks first = process(); Marks second = process()) {
            Marks killed = process();
            killed.put(claim);
            killed.close();
            Path orphan = second.orphans().get(0);
            first.adopt(orphan);
            assertThatThrownBy(() -> second.adopt(orphan)).hasCauseInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void itsOwnMarksAreNoOrphans() {
        try (Marks own = process()) {
            own.put(claim);
            assertThat(own.orphans()).isEmpty();
        }
    }

    @Test
    void marksOfAnotherBootOrLedgerCountNotAtAll() {
        try (Marks otherBoot = Marks.open(base, "an-earlier-boot", ledger);
                Marks otherLedger = Marks.open(base, BOOT, UUID.randomUUID())) {
            otherBoot.put(claim);
            otherLedger.put(claim);
        }
        try (Marks own = process()) {
            assertThat(own.orphans()).isEmpty();
        }
    }

    @Test
    void aProcessThatLeftNothingIsClearedAway() throws IOException {
        try (Marks own = process()) {
            process().close();
            assertThat(own.orphans()).isEmpty();
            try (var processes = Files.list(base.resolve(BOOT).resolve(ledger.toString()))) {
                assertThat(processes).hasSize(1);
            }
        }
    }

    @Test
    void aDirectoryThatIsStillBeingMadeIsLeftAlone() throws IOException {
        try (Marks own = process()) {
            Path unfinished = base.resolve(BOOT).resolve(ledger.toString()).resolve(".new-1");
            Files.createDirectory(unfinished);
            own.orphans();
            assertThat(unfinished).exists();
        }
    }

    @Test
    void nobodyElseMayReadOrWriteThem() throws IOException {
        try (Marks own = process()) {
            own.put(claim);
            assertThat(Files.getPosixFilePermissions(base.resolve(BOOT))).hasSize(3);
        }
    }
}
