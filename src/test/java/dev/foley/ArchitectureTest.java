package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** What DESIGN.md says of the packages, and STYLE.md of the code in them. */
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
            .importPackages("dev.foley");

    private static final ArchitectureRules RULES = new ArchitectureRules("dev.foley");

    @Test
    void thereIsSomethingToCheck() {
        assertThat(MAIN).as("main classes found on the class path").isNotEmpty();
    }

    @Test
    void everyClassHasItsLayer() {
        RULES.everyClassHasItsLayer().check(MAIN);
    }

    @Test
    void importsRunOneWay() {
        RULES.importsRunOneWay().check(MAIN);
    }

    @Test
    void theSandboxSharesNothing() {
        RULES.theSandboxSharesNothing().check(MAIN);
    }

    @Test
    void theFacadesFrontsAreStrangers() {
        RULES.theFacadesFrontsAreStrangers().check(MAIN);
    }

    @Test
    void theWireStaysInKie() {
        RULES.theWireStaysInKie().check(MAIN);
    }

    @Test
    void noOldDates() {
        RULES.noOldDates().check(MAIN);
    }

    @Test
    void noSleep() {
        RULES.noSleep().check(MAIN);
    }

    @Test
    void noStandardStreams() {
        RULES.noStandardStreams().check(MAIN);
    }

    @Test
    void timeComesFromTheInjectedClock() {
        RULES.timeComesFromTheInjectedClock().check(MAIN);
    }

    @Test
    void nothingAwaits() {
        RULES.nothingAwaits().check(MAIN);
    }

    @Test
    void noFieldInjection() {
        RULES.noFieldInjection().check(MAIN);
    }
}
