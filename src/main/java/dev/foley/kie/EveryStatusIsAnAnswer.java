package dev.foley.kie;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Keeps the REST client from throwing on HTTP errors: their bodies are envelopes too, and are judged as such. */
public class EveryStatusIsAnAnswer implements ResponseExceptionMapper<RuntimeException> {
    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return false;
    }

    @Override
    public @Nullable RuntimeException toThrowable(Response response) {
        return null;
    }
}
