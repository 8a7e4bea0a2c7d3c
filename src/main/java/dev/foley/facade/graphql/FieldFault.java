package dev.foley.facade.graphql;

import java.util.function.Function;
import java.util.function.Supplier;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** What a field failed with, in a wrapping that the library has no opinion of. */
final class FieldFault extends RuntimeException {
    private final @Nullable String jobId;

    private FieldFault(Throwable cause, @Nullable String jobId) {
        super(cause);
        this.jobId = jobId;
    }

    /** The job that was asked about; null where none was. */
    @Nullable
    String jobId() {
        return jobId;
    }

    /** @param jobId that the arguments name; null where they name none */
    static <T> Uni<T> wrapped(@Nullable String jobId, Supplier<Uni<T>> call) {
        return started(call, Uni.createFrom()::failure).onFailure().transform(fault -> new FieldFault(fault, jobId));
    }

    static <T> Multi<T> wrappedStream(String jobId, Supplier<Multi<T>> call) {
        return started(call, Multi.createFrom()::failure).onFailure().transform(fault -> new FieldFault(fault, jobId));
    }

    /** Called at once, in the scope of the request, which may be gone when somebody subscribes. */
    private static <T> T started(Supplier<T> call, Function<Throwable, T> failed) {
        try {
            return call.get();
        } catch (RuntimeException fault) {
            return failed.apply(fault);
        }
    }
}
