package dev.foley.kie;

import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;

/** Tells a {@link HeldBody} which request carries it. */
public class HeldBodyCarrier implements ResteasyReactiveClientRequestFilter {
    /** By the context's class, for Quarkus 3.27 has no other way to the request. */
    @Override
    public void filter(ResteasyReactiveClientRequestContext exchange) {
        if (exchange.getEntity() instanceof HeldBody.Parts parts) {
            parts.carriedBy(
                    ((ClientRequestContextImpl) exchange).getRestClientRequestContext()::getHttpClientRequest);
        }
    }
}
