package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import dev.foley.ledger.LedgerProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.platform.suite.api.SelectClasses;

/** The suites run what the parallel run of plain tests leaves out: no test is forgotten, and none runs twice. */
class SuitesTest {
    private static final JavaClasses TESTS = new ClassFileImporter().withImportOption(new OnlyIncludeTests())
            .importPackages("dev.foley");

    @Test
    void eachTestThatStartsQuarkusIsInTheSuiteOfItsProfile() {
        assertThat(selected(ClientSuite.class)).containsExactlyInAnyOrderElementsOf(
                quarkusTests(profile -> profile == null || profile == StubbedKie.class));
        assertThat(selected(LedgerSuite.class))
                .containsExactlyInAnyOrderElementsOf(quarkusTests(profile -> profile == LedgerProfile.class));
        assertThat(selected(FacadeSuite.class)).containsExactlyInAnyOrderElementsOf(quarkusTests(
                profile -> profile != null && profile != StubbedKie.class && profile != LedgerProfile.class));
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

    /** @param ofProfile given null for a test without one */
    private static List<String> quarkusTests(Predicate<@Nullable Class<?>> ofProfile) {
        return TESTS.stream()
                .filter(test -> test.isAnnotatedWith(QuarkusTest.class))
                .filter(test -> ofProfile.test(profile(test)))
                .map(JavaClass::getName)
                .toList();
    }

    private static @Nullable Class<?> profile(JavaClass test) {
        return test.tryGetAnnotationOfType(TestProfile.class).map(TestProfile::value).orElse(null);
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
