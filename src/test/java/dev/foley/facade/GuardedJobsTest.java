package dev.foley.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.stream.Stream;

import dev.foley.facade.security.CallerRules;
import dev.foley.facade.security.KnownCallers;
import dev.foley.facade.security.Refusal;
import dev.foley.facade.security.SecurityConfig;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever lets a request in: no job is touched for a caller that may not call. */
class GuardedJobsTest {
    private static final SecurityIdentity NOBODY = QuarkusSecurityIdentity.builder().setAnonymous(true).build();
    private static final SecurityIdentity ANN = QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal("ann"))
            .build();

    private int calls;

    private GuardedJobs jobs(SecurityIdentity caller, Map<String, String> settings) {
        SecurityConfig config = Settings.of("foley.security", SecurityConfig.class, settings);
        Jobs behind = (Jobs) Proxy.newProxyInstance(Jobs.class.getClassLoader(), new Class<?>[]{Jobs.class},
                (proxy, method, arguments) -> {
                    calls++;
                    return null;
                });
        return new GuardedJobs(behind, new Callers(caller, config, new CallerRules(config), new KnownCallers(true)));
    }

    @TestFactory
    Stream<DynamicTest> withoutAnIdentityThatIsRequired() {
        return eachCall(jobs(NOBODY, Map.of()), Refusal.UNAUTHENTICATED);
    }

    @TestFactory
    Stream<DynamicTest> withoutTheRoleThatIsRequired() {
        return eachCall(jobs(ANN, Map.of("foley.security.required-role", "sounds")), Refusal.FORBIDDEN);
    }

    private Stream<DynamicTest> eachCall(Jobs jobs, Refusal refusal) {
        return Stream.of(Jobs.class.getMethods())
                .map(call -> DynamicTest.dynamicTest(call.getName(), () -> {
                    assertThatThrownBy(() -> make(jobs, call)).isInstanceOfSatisfying(ProblemException.class,
                            refused -> assertThat(refused.problem()).isEqualTo(Problem.of(refusal)));
                    assertThat(calls).isZero();
                }));
    }

    private static void make(Jobs jobs, Method call) throws Throwable {
        try {
            call.invoke(jobs,
                    Stream.of(call.getParameterTypes()).map(type -> type == boolean.class ? false : null).toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void whoeverMayCallIsServed() {
        jobs(ANN, Map.of()).find("1");
        jobs(NOBODY, Map.of("foley.security.anonymous", "true")).find("1");

        assertThat(calls).isEqualTo(2);
    }
}
