package dev.foley;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Each rule catches those fixtures that break it, and no others. */
class ArchitectureRulesTest {

    private static final String BASE = "dev.foley.archfixture";

    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages(BASE);

    private static final ArchitectureRules RULES = new ArchitectureRules(BASE);

    @Test
    void aPackageWithoutALayerIsCaught() {
        assertThat(offenders(RULES.everyClassHasItsLayer())).containsExactlyInAnyOrder("stray.Stray");
    }

    @Test
    void importsTheWrongWayAreCaught() {
        assertThat(offenders(RULES.importsRunOneWay())).containsExactlyInAnyOrder("error.UsesKie", "kie.UsesRoot",
                "kie.UsesSandbox", "UsesLedger", "ledger.UsesFacade", "facade.UsesKie");
    }

    @Test
    void tiesWithTheSandboxAreCaught() {
        assertThat(offenders(RULES.theSandboxSharesNothing())).containsExactlyInAnyOrder("sandbox.UsesError",
                "kie.UsesSandbox");
    }

    @Test
    void tiesBetweenTheFacadesFrontsAreCaught() {
        assertThat(offenders(RULES.theFacadesFrontsAreStrangers())).containsExactlyInAnyOrder("facade.rest.UsesGraphql",
                "facade.graphql.UsesCallback", "facade.callback.UsesRest");
    }

    @Test
    void aUserOfTheWireInterfaceIsCaught() {
        assertThat(offenders(RULES.theWireStaysInKie())).containsExactlyInAnyOrder("facade.callback.UsesRest",
                "facade.UsesKie", "error.UsesKie", "ledger.UsesFacade");
    }

    @Test
    void oldDatesAreCaught() {
        assertThat(offenders(RULES.noOldDates())).containsExactlyInAnyOrder("BadHabits$UsesDate");
    }

    @Test
    void sleepIsCaught() {
        assertThat(offenders(RULES.noSleep())).containsExactlyInAnyOrder("BadHabits$Sleeps",
                "BadHabits$SleepsByReference");
    }

    @Test
    void standardStreamsAreCaught() {
        assertThat(offenders(RULES.noStandardStreams())).containsExactlyInAnyOrder("BadHabits$PrintsToOut",
                "BadHabits$PrintsToErr");
    }

    @Test
    void theSystemClockIsCaught() {
        assertThat(offenders(RULES.timeComesFromTheInjectedClock())).containsExactlyInAnyOrder("BadHabits$MakesAClock",
                "BadHabits$AsksForNow", "BadHabits$AsksForNowByReference");
    }

    @Test
    void anAwaitIsCaught() {
        assertThat(offenders(RULES.nothingAwaits())).containsExactlyInAnyOrder("BadHabits$Awaits");
    }

    @Test
    void fieldInjectionIsCaught() {
        assertThat(offenders(RULES.noFieldInjection())).containsExactlyInAnyOrder("BadHabits$InjectsAField");
    }

    private static List<String> offenders(ArchRule rule) {
        return FIXTURES.stream()
                .filter(type -> rule.allowEmptyShould(true)
                        .evaluate(FIXTURES.that(equivalentTo(type.reflect())))
                        .hasViolation())
                .map(ArchitectureRulesTest::nameBelowBase)
                .toList();
    }

    private static String nameBelowBase(JavaClass type) {
        return type.getName().substring(BASE.length() + 1);
    }
}
