package dev.foley.kie;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * kie.ai's HTTP interface, word for word, for {@link KieClient} alone. Answers stay bytes: what they mean is
 * {@link Answers}' business. Public because in dev and test mode Quarkus implements it from another class loader.
 */
@RegisterRestClient(configKey = "kie", baseUri = "https://api.kie.ai")
@RegisterProvider(WireOptions.class)
@RegisterProvider(HeldBodyCarrier.class)
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface KieApi {

    @POST
    @Path("/jobs/createTask")
    Uni<RestResponse<byte[]>> createTask(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, CreateTask task);

    /** The same, byte by byte as its sender lets them go. */
    @POST
    @Path("/jobs/createTask")
    Uni<RestResponse<byte[]>> createTask(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) int length, Multi<Buffer> body);

    @GET
    @Path("/jobs/recordInfo")
    Uni<RestResponse<byte[]>> recordInfo(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @QueryParam("taskId") String taskId);

    @GET
    @Path("/chat/credit")
    Uni<RestResponse<byte[]>> credit(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer);

    @POST
    @Path("/common/download-url")
    Uni<RestResponse<byte[]>> downloadUrl(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, DownloadUrl request);

    /** The host application's own mapper may rename, drop or quote what the contract fixes. */
    @ClientObjectMapper
    static ObjectMapper objectMapper(ObjectMapper hosts) {
        return Answers.JSON;
    }
}
