package dev.foley.facade.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import graphql.ExceptionWhileDataFetching;
import graphql.GraphQLError;
import graphql.execution.ResultPath;
import graphql.language.SourceLocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody expected, as a caller and an operator see it. */
class InternalFaultTest {
    private static final String SECRET = "jdbc:secret";
    private static final Logger LOGGER = Logger.getLogger(FieldErrors.class.getName());

    private final Log log = new Log();

    @BeforeEach
    void listen() {
        LOGGER.addHandler(log);
    }

    @AfterEach
    void forgetTheLog() {
        LOGGER.removeHandler(log);
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
        assertThat(log.records).singleElement().satisfies(record -> {
            assertThat(record.getMessage()).contains(extensions.get("instance").toString());
            assertThat(record.getThrown()).hasMessage(SECRET);
        });
    }

    private static final class Log extends Handler {
        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
