package dev.foley.facade.rest;

import java.util.regex.Pattern;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;

import dev.foley.error.DownloadException;
import dev.foley.facade.Problem;
import dev.foley.facade.security.Refusal;
import io.quarkus.security.ForbiddenException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Whatever fails on the way to, in, or back from a resource is answered as a problem. */
class ProblemMapper {
    private static final Pattern CANCEL = Pattern.compile("/cancel/?$");

    @ServerExceptionMapper
    Response answer(WebApplicationException fault, HttpServerRequest request, UriInfo uri) {
        int status = fault.getResponse().getStatus();
        if (!HttpProblems.covers(status)) {
            return answer((Throwable) fault, request, uri);
        }
        return answer(new Occurrence(HttpProblems.of(status), request.path())).build();
    }

    /** Of a resource that asks for a role; quarkus-rest has an answer of its own. */
    @ServerExceptionMapper
    Response answer(ForbiddenException fault, HttpServerRequest request) {
        return answer(new Occurrence(Problem.of(Refusal.FORBIDDEN), request.path())).build();
    }

    @ServerExceptionMapper
    Response answer(RangeNotSatisfiableException fault, HttpServerRequest request, UriInfo uri) {
        return unsatisfied(fault.length(), fault, request, uri);
    }

    @ServerExceptionMapper
    Response answer(DownloadException fault, HttpServerRequest request, UriInfo uri) {
        return fault.length() == null
                ? answer(report(fault, request, uri)).build()
                : unsatisfied(fault.length(), fault, request, uri);
    }

    private static Response unsatisfied(long length, Throwable fault, HttpServerRequest request, UriInfo uri) {
        return answer(report(fault, request, uri)).header("Content-Range", "bytes */" + length).build();
    }

    @ServerExceptionMapper
    Response answer(Throwable fault, HttpServerRequest request, UriInfo uri) {
        return answer(report(fault, request, uri)).build();
    }

    private static Occurrence report(Throwable fault, HttpServerRequest request, UriInfo uri) {
        return Occurrence.report(fault, request.path(), uri.getPathParameters().getFirst("id"), isRepeatable(request));
    }

    /** A POST without a key starts a job each time; only the one that cancels does not. */
    private static boolean isRepeatable(HttpServerRequest request) {
        return !request.method().equals(HttpMethod.POST) || request.headers().contains(IdempotencyKey.HEADER)
                || CANCEL.matcher(request.path()).find();
    }

    private static ResponseBuilder answer(Occurrence occurrence) {
        Problem problem = occurrence.problem();
        ResponseBuilder answer = Response.status(problem.status())
                .type(ProblemJson.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, JobAnswers.NO_STORE)
                .entity(occurrence.json());
        Long retryAfter = problem.retryAfterSeconds();
        return retryAfter == null ? answer : answer.header(HttpHeaders.RETRY_AFTER, retryAfter);
    }
}
