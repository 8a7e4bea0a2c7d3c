package dev.foley.facade.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.foley.RecordedLog;
import graphql.ExceptionWhileDataFetching;
import graphql.GraphQLError;
import graphql.execution.ResultPath;
import graphql.language.SourceLocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nobody expected, as a caller and an operator see it. */
class InternalFaultTest {
    private static final String SECRET = "jdbc:secret";

    private final RecordedLog log = new RecordedLog(FieldErrors.class.getName());

    @AfterEach
    void forgetTheLog() {
        log.close();
    }

    @Test
    void aCallerIsGivenAnIdAndTheOperatorFindsTheStackTraceUnderItOnce() {
        Throwable wrapped = FieldFault.wrapped("j1", () -> {
            throw new IllegalStateException(SECRET);
        }).onFailure().recoverWithItem(fault -> fault).map(Throwable.class::cast).await().indefinitely();

        GraphQLError told = FieldErrors.of(new ExceptionWhileDataFetching(ResultPath.parse("/soundEffect"),
                new RuntimeException("the library's", wrapped), new SourceLocation(1, 3)));

        Map<String, Object> extensions = told.getExtensions();
        assertThat(extensions).containsEntry("code", "INTERNAL_ERROR").containsEntry("jobId", "j1");
        assertThat(told.toSpecification().toString()).doesNotContain(SECRET, "Exception");
        assertThat(log.records()).singleElement().satisfies(record -> {
            assertThat(record.getMessage()).contains(extensions.get("instance").toString());
            assertThat(record.getThrown()).hasMessage(SECRET);
        });
    }
}
