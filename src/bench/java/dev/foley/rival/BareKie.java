package dev.foley.rival;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** kie.ai as a Quarkus REST client has it, with neither a service in front of it nor fault tolerance. */
@RegisterRestClient(configKey = "bare-kie")
@Path("/api/v1/jobs")
public interface BareKie {
    @POST
    @Path("/createTask")
    Uni<Envelope> createTask(@HeaderParam("Authorization") String bearer, Create task);

    @GET
    @Path("/recordInfo")
    Uni<Envelope> recordInfo(@HeaderParam("Authorization") String bearer, @QueryParam("taskId") String taskId);

    record Create(String model, Input input) {
        static final Create RAIN = new Create("elevenlabs/sound-effect-v2",
                new Input(Rival.TEXT, false, Rival.SECONDS, 0.3, "mp3_44100_128"));

        record Input(String text, boolean loop, @JsonProperty("duration_seconds") double durationSeconds,
                @JsonProperty("prompt_influence") double promptInfluence,
                @JsonProperty("output_format") String outputFormat) {}
    }

    record Envelope(int code, String msg, Data data) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Data(String taskId, String state, String resultJson) {}

    record Result(String[] resultUrls) {}
}
