package dev.foley.facade;

import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Jobs that fail unexpectedly when they are read, and that name their caller when they are cancelled or followed. */
@Alternative
@ApplicationScoped
public class StandInJobs extends NoJobs {
    /** In the message of each failure; no caller may see it. */
    public static final String SECRET = "jdbc:secret";
    /** The header that names the caller. */
    public static final String CALLER = "X-Caller";

    private final CurrentVertxRequest current;

    StandInJobs(CurrentVertxRequest current) {
        this.current = current;
    }

    /** Puts these in the place of any other. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() { return Set.of(StandInJobs.class); }

        /** Behind a proxy that adds a prefix. */
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.enable-forwarded-prefix", "true");
        }
    }

    /** Throws for the id "thrown", and fails for any other. */
    @Override
    public Uni<Job> find(String id) {
        IllegalStateException fault = new IllegalStateException(SECRET);
        if (id.equals("thrown")) {
            throw fault;
        }
        return Uni.createFrom().failure(fault);
    }

    @Override
    public Uni<JobAudio> audio(String id, AudioPart part) {
        return Uni.createFrom().failure(new OutOfMemoryError(SECRET));
    }

    @Override
    public Uni<Job> cancel(String id) {
        return Uni.createFrom().item(job(id)).emitOn(Infrastructure.getDefaultExecutor());
    }

    @Override
    public Multi<Job> watch(String id) {
        return Multi.createFrom().item(job(id)).emitOn(Infrastructure.getDefaultExecutor());
    }

    /** Its task id is the caller. */
    private Job job(String id) {
        return new Job(id, JobState.QUEUED, null, current.getCurrent().request().getHeader(CALLER), null, null, null,
                null, new Job.Audio(null, null, null, null), null, null, Set.of());
    }
}
