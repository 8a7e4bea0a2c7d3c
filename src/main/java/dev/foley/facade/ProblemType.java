package dev.foley.facade;

import java.util.Locale;

/** The kinds of problem that callers meet. A constant's name is part of the API: its URI path is made of it. */
public enum ProblemType {
    // The caller's

    /** The request is no HTTP that makes sense here. */
    BAD_REQUEST(400, "The request cannot be understood"),
    /** The body is no JSON object. */
    MALFORMED_BODY(400, "The body is not a JSON object"),
    /** No credentials, or none that hold. */
    UNAUTHENTICATED(401, "Foley does not know who calls"),
    /** The caller's quota for the month does not suffice; nothing was sent. */
    CREDITS_USED_UP(402, "The caller's credits for this month do not suffice"),
    /** The caller is known, and lacks a role. */
    FORBIDDEN(403, "The caller may not do this"),
    /** A page of another site sent it from somebody's browser, which adds their credentials. */
    CROSS_SITE_REQUEST(403, "Pages of other sites may change nothing here"),
    /** No such path. */
    NOT_FOUND(404, "There is nothing at this path"),
    JOB_NOT_FOUND(404, "There is no such sound effect"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "None of the accepted media types can be produced"),
    /** The audio was asked for too early. */
    JOB_UNFINISHED(409, "The sound effect is not finished"),
    /** There will never be any audio. */
    JOB_FAILED(409, "The sound effect failed"),
    /** It can be cancelled no more. */
    JOB_NOT_QUEUED(409, "The sound effect is not in the queue"),
    /** It has neither failed nor is uncertain. */
    JOB_NOT_RETRYABLE(409, "The sound effect cannot be retried"),
    /** There was audio, and it is gone. */
    AUDIO_EXPIRED(410, "The audio has expired"),
    /** It was removed; the idempotency key that it was created with still stands for it. */
    JOB_REMOVED(410, "The sound effect was removed"),
    /** What there is has none of the tags that {@code If-Match} names. */
    PRECONDITION_FAILED(412, "It is not what If-Match names"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type of the body is not supported"),
    /** The audio is shorter. */
    RANGE_NOT_SATISFIABLE(416, "The audio has no such range"),
    EXPECTATION_FAILED(417, "The expectation cannot be met"),
    /** Fields break rules of the API; nothing was sent. */
    INVALID_REQUEST(422, "The request breaks rules"),
    /** An idempotency key stands for one request. */
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used with another request"),
    /** kie.ai refused the request; nothing was created. */
    REQUEST_REFUSED(422, "kie.ai refused the request"),
    /** The caller's quota of jobs on their way is used up; nothing was sent. */
    TOO_MANY_IN_FLIGHT(429, "The caller has too many sound effects on their way"),
    /** The caller has as many event streams or waits open as one caller may have; nothing was done. */
    TOO_MANY_OPEN_REQUESTS(429, "The caller has too many requests open"),
    /** The password was not checked; nothing was done. */
    TOO_MANY_LOGINS(429, "Too many logins failed, or are under way"),

    // The operator's

    INTERNAL_ERROR(500, "Something went wrong inside Foley"),
    /**
     * It restarts, or is out of reach. Where repeating the request could start a second job the status is 500, see
     * {@link Problem#status()}: many clients repeat a 503 by themselves.
     */
    DATABASE_UNAVAILABLE(503, "Foley's database is not available"),
    /** What was asked for needs a memory that this deployment lacks. */
    NEEDS_DATABASE(501, "This needs a database"),
    /** Who issues the tokens cannot be asked for its keys; nothing was done. */
    ISSUER_UNAVAILABLE(503, "Tokens cannot be verified at present"),
    /** As many event streams or waits are open as there may be, or this replica is stopping; nothing was done. */
    BUSY(503, "This Foley cannot take the request at present"),
    MISSING_API_KEY(503, "Foley has no usable API key for kie.ai"),
    /** The key was refused, or Foley was blocked. */
    ACCESS_REFUSED(503, "kie.ai refuses this Foley"),
    /** The account's balance, or the cap set for the key, is used up. */
    INSUFFICIENT_CREDITS(503, "Foley's account at kie.ai cannot pay for this"),

    // kie.ai's

    /** Foley's or kie.ai's rate limit; nothing was created. */
    RATE_LIMITED(503, "Too many requests for the account at kie.ai"),
    /** Unreachable, silent, under maintenance, or given up on for a while; nothing was created. */
    UPSTREAM_UNAVAILABLE(503, "kie.ai is not available"),
    /** An answer that is an error, or cannot be read. */
    UPSTREAM_ERROR(502, "kie.ai failed"),
    /** The audio exists, and could not be fetched. */
    AUDIO_UNAVAILABLE(502, "The audio cannot be fetched"),
    /**
     * A task may have been created, and paid for. 504 and nothing else is: many clients repeat a 503 by themselves, and
     * may, for nothing was created then.
     */
    SUBMISSION_UNCERTAIN(504, "Whether the sound effect was started is unknown");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The path that identifies the type, such as {@code /problems/invalid-request}. */
    public String path() {
        return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status that goes with it; {@link Problem#status()} tells the one of an occurrence. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
