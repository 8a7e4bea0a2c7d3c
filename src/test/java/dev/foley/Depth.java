package dev.foley;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * A test that runs to two depths: its only parameter is {@link #verify()} in {@code ./mvnw verify} and {@link #deep()} in
 * {@code ./mvnw verify -Pdeep}. A test that runs with {@code -Pdeep} alone has the tag {@link #DEEP}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ArgumentsSource(Depth.Provider.class)
public @interface Depth {
    String DEEP = "deep";

    /** Beside {@link #DEEP}, where no other test may run at the same time. */
    String ALONE = "alone";

    /** How many kills, requests or clients {@code ./mvnw verify} is content with. */
    int verify();

    /** How many of them {@code -Pdeep} has. */
    int deep();

    /** Chooses by the system property {@code tests.deep}. */
    class Provider implements ArgumentsProvider {
        @Override
        public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters,
                ExtensionContext context) {
            Depth depth = context.getRequiredTestMethod().getAnnotation(Depth.class);
            return Stream.of(Arguments.of(Boolean.getBoolean("tests.deep") ? depth.deep() : depth.verify()));
        }
    }
}
