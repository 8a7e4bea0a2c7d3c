package dev.foley;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * What of a sound is asked of the media host.
 *
 * @param method    GET or HEAD
 * @param range     the value of the header {@code Range}; null for the whole
 * @param described whether only the answer's headers are wanted
 */
record MediaRequest(HttpMethod method, @Nullable String range, boolean described) {
    static final MediaRequest WHOLE = new MediaRequest(HttpMethod.GET, null, false);
    static final MediaRequest HEAD = new MediaRequest(HttpMethod.HEAD, null, true);
    /** For links that are signed for GET alone: the body is discarded before it is read. */
    static final MediaRequest HEAD_BY_GET = new MediaRequest(HttpMethod.GET, null, true);

    static MediaRequest range(String range) {
        return new MediaRequest(HttpMethod.GET, range, false);
    }

    RequestOptions options(String url) {
        RequestOptions options = new RequestOptions().setMethod(method).setAbsoluteURI(url);
        return range == null ? options : options.putHeader("Range", range);
    }

    boolean isHead() { return method.equals(HttpMethod.HEAD); }
}
