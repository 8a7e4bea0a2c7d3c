package dev.foley;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.smallrye.mutiny.groups.UniAwait;
import io.smallrye.mutiny.groups.UniAwaitOptional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The architecture of DESIGN.md as rules, for the packages below a base package: Foley's own, or that of the fixtures that
 * break them.
 */
final class ArchitectureRules {

    private static final Set<String> TYPES_THAT_TELL_THE_TIME = Set.of("Instant", "LocalDate", "LocalTime",
            "LocalDateTime",
            "OffsetDateTime", "OffsetTime", "ZonedDateTime", "Year", "YearMonth", "MonthDay");

    private final String base;

    /** The root package alone, without those below it. */
    private final String root;

    private final String kie;
    private final String error;
    private final String ledger;
    private final String facade;
    private final String rest;
    private final String graphql;
    private final String callback;
    private final String metrics;
    private final String tracing;
    private final String sandbox;

    ArchitectureRules(String base) {
        this.base = base;
        root = base;
        kie = base + ".kie..";
        error = base + ".error..";
        ledger = base + ".ledger..";
        facade = base + ".facade..";
        rest = base + ".facade.rest..";
        graphql = base + ".facade.graphql..";
        callback = base + ".facade.callback..";
        metrics = base + ".facade.metrics..";
        tracing = base + ".facade.tracing..";
        sandbox = base + ".sandbox..";
    }

    /** Without this rule a new package would escape the others. */
    ArchRule everyClassHasItsLayer() {
        return classes().should()
                .resideInAnyPackage(root, kie, error, ledger, facade, sandbox)
                .because(
                        "the other rules know these packages only; name a new one in DESIGN.md and in ArchitectureRules");
    }

    ArchRule importsRunOneWay() {
        return CompositeArchRule.of(imports(error))
                .and(imports(kie, error))
                .and(imports(root, kie, error))
                .and(imports(ledger, root, kie, error))
                .and(classes().that()
                        .resideInAPackage(facade)
                        .and()
                        .resideOutsideOfPackages(callback, metrics, tracing)
                        .should()
                        .onlyDependOnClassesThat(foreignOr(facade, ledger, root, error))
                        .allowEmptyShould(true))
                .and(imports(callback, facade, ledger, root, kie, error))
                .and(imports(metrics, facade, ledger, root, kie, error))
                .and(imports(tracing, facade, ledger, root, kie, error))
                .because(
                        "imports run facade → ledger → root → kie → error; of the façade, only callback/ sees the wire, and "
                                + "metrics/ and tracing/ see its calls");
    }

    ArchRule theSandboxSharesNothing() {
        return CompositeArchRule.of(imports(sandbox))
                .and(noClasses().that()
                        .resideOutsideOfPackage(sandbox)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(sandbox)
                        .allowEmptyShould(true))
                .because("a mistake shared by both ends of the wire would hide");
    }

    ArchRule theFacadesFrontsAreStrangers() {
        return CompositeArchRule.of(noImports(rest, graphql, callback))
                .and(noImports(graphql, rest, callback))
                .and(noImports(callback, rest, graphql))
                .because("what two of them need belongs in facade/");
    }

    /** It is public for one reason: in dev and test mode Quarkus implements it from another class loader. */
    ArchRule theWireStaysInKie() {
        return noClasses().that()
                .resideOutsideOfPackage(kie)
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.or(annotatedWith(RegisterRestClient.class), simpleName("KieApi")))
                .because("calls go through KieClient, which carries the fault tolerance");
    }

    ArchRule noOldDates() {
        return noClasses().should()
                .dependOnClassesThat()
                .areAssignableTo(Date.class)
                .because("java.time is used instead");
    }

    ArchRule noSleep() {
        return noClasses().should()
                .accessTargetWhere(describe("a thread sleeps",
                        access -> access.getName().equals("sleep")
                                && (access.getTargetOwner().isEquivalentTo(Thread.class)
                                        || access.getTargetOwner().isEquivalentTo(TimeUnit.class))))
                .because("a thread is never blocked: use a timer");
    }

    ArchRule noStandardStreams() {
        return noClasses().should(ACCESS_STANDARD_STREAMS).because("what is told goes to the log");
    }

    ArchRule timeComesFromTheInjectedClock() {
        return noClasses().should()
                .accessTargetWhere(describe("the system's clock is read",
                        access -> readsTheSystemClock(access) && !mayMakeAClock(access.getOrigin())))
                .because(
                        "tests drive the clock; only the @Produces method of the Clock, a main method and the classes that put "
                                + "the sandbox together, which tells time by itself, may make one");
    }

    ArchRule nothingAwaits() {
        return noClasses().should()
                .dependOnClassesThat()
                .belongToAnyOf(UniAwait.class, UniAwaitOptional.class)
                .because("no path blocks");
    }

    ArchRule noFieldInjection() {
        return fields().should()
                .notBeAnnotatedWith(Inject.class)
                .andShould()
                .notBeAnnotatedWith(ConfigProperty.class)
                .andShould()
                .notBeAnnotatedWith(RestClient.class)
                .allowEmptyShould(true)
                .because("a constructor shows what a bean needs, and lets a test give it");
    }

    private ArchRule imports(String layer, String... others) {
        return classes().that()
                .resideInAPackage(layer)
                .should()
                .onlyDependOnClassesThat(
                        foreignOr(Stream.concat(Stream.of(layer), Arrays.stream(others)).toArray(String[]::new)))
                .allowEmptyShould(true);
    }

    private DescribedPredicate<JavaClass> foreignOr(String... packages) {
        return resideOutsideOfPackage(base + "..").or(resideInAnyPackage(packages));
    }

    private static ArchRule noImports(String layer, String... others) {
        return noClasses().that()
                .resideInAPackage(layer)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true);
    }

    private static boolean readsTheSystemClock(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getName();
        if (owner.isEquivalentTo(Clock.class) || owner.isEquivalentTo(InstantSource.class)) {
            return name.startsWith("system") || name.startsWith("tick") && !takesAClock(access);
        }
        if (owner.isEquivalentTo(System.class)) {
            return name.equals("currentTimeMillis");
        }
        return owner.getPackageName().equals("java.time") && TYPES_THAT_TELL_THE_TIME.contains(owner.getSimpleName())
                && name.equals("now") && !takesAClock(access);
    }

    private static boolean takesAClock(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static boolean mayMakeAClock(JavaCodeUnit origin) {
        return origin.isAnnotatedWith(Produces.class) && origin.getRawReturnType().isEquivalentTo(Clock.class)
                || origin.getOwner().getPackageName().endsWith(".sandbox")
                || origin.getName().equals("main");
    }
}
