package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import dev.foley.ledger.LedgerProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.platform.suite.api.SelectClasses;

/** The suites run what the parallel run of plain tests leaves out: no test is forgotten, and none runs twice. */
class SuitesTest {
    private static final JavaClasses TESTS = new ClassFileImporter().withImportOption(new OnlyIncludeTests())
            .importPackages("dev.foley");

    @Test
    void eachTestThatStartsQuarkusIsInTheSuiteOfItsProfile() {
        Map<Class<?>, Set<Class<?>>> suites = Map.of(ClientSuite.class,
                Set.of(StubbedKie.class, QuarkusTestProfile.class),
                LedgerSuite.class, Set.of(LedgerProfile.class), PassThroughSuite.class, Set.of(WithoutDatabase.class));
        suites.forEach((suite, profiles) -> assertThat(selected(suite)).as(suite.getSimpleName())
                .containsExactlyInAnyOrderElementsOf(quarkusTests(profiles::contains)));
        assertThat(selected(FacadeSuite.class)).containsExactlyInAnyOrderElementsOf(
                quarkusTests(profile -> suites.values().stream().noneMatch(profiles -> profiles.contains(profile))));
    }

    @Test
    void eachTestThatStartsADatabaseServerIsInTheSuiteOfThose() throws ClassNotFoundException {
        assertThat(selected(Class.forName("dev.foley.ledger.PostgresSuite")))
                .containsExactlyInAnyOrderElementsOf(TESTS.stream()
                        .filter(test -> test.getSimpleName().endsWith("Test"))
                        .filter(test -> !test.isAnnotatedWith(QuarkusTest.class))
                        .filter(SuitesTest::startsADatabaseServer)
                        .map(JavaClass::getName)
                        .toList());
    }

    private static List<String> quarkusTests(Predicate<Class<?>> ofProfile) {
        return TESTS.stream()
                .filter(test -> test.isAnnotatedWith(QuarkusTest.class))
                .filter(test -> ofProfile.test(profile(test)))
                .map(JavaClass::getName)
                .toList();
    }

    /** {@link QuarkusTestProfile} itself stands for none. */
    private static Class<?> profile(JavaClass test) {
        return test.tryGetAnnotationOfType(TestProfile.class)
                .<Class<?>>map(TestProfile::value)
                .orElse(QuarkusTestProfile.class);
    }

    private static boolean startsADatabaseServer(JavaClass test) {
        return test.getDirectDependenciesFromSelf()
                .stream()
                .map(dependency -> dependency.getTargetClass().getSimpleName())
                .anyMatch(Set.of("TestPostgres", "EmbeddedPostgres")::contains);
    }

    private static List<String> selected(Class<?> suite) {
        SelectClasses classes = suite.getAnnotation(SelectClasses.class);
        return Stream.concat(Stream.of(classes.names()), Stream.of(classes.value()).map(Class::getName)).toList();
    }
}
