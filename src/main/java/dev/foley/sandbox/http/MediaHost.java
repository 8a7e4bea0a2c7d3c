package dev.foley.sandbox.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import dev.foley.sandbox.fault.Trouble;
import dev.foley.sandbox.task.SoundTask;
import dev.foley.sandbox.task.TaskState;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code GET /as/…}: the audio of successful tasks, which wants no key, for as long as its URL lives. */
final class MediaHost implements Handler<HttpServerRequest> {

    private static final Logger LOG = Logger.getLogger(MediaHost.class);
    /** Files that travel at a time: 32 of the largest are 64 MB. */
    private static final int MOST_TRANSFERS = 32;

    private final MediaLinks links;
    private final AudioStore store;
    private final Delivery delivery;
    private final Clock clock;
    private final Duration lifetime;
    private final Gate gate = new Gate(MOST_TRANSFERS);

    MediaHost(MediaLinks links, AudioStore store, Delivery delivery, Clock clock, Duration lifetime) {
        this.links = links;
        this.store = store;
        this.delivery = delivery;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    @Override
    public void handle(HttpServerRequest request) {
        String file = request.path().substring(MediaLinks.FOLDER.length());
        Optional<SoundTask> found = links.find(file)
                .filter(task -> task.stateAt(clock.millis()) == TaskState.SUCCEEDED);
        if (found.isEmpty()) {
            delivery.send(request, Answer.of(Reply.text(404, "No such file")));
            return;
        }
        SoundTask task = found.get();
        String expires = request.getParam("expires");
        String signature = request.getParam("signature");
        boolean renewed = expires != null && signature != null;
        boolean mayPass = renewed
                ? links.isSigned(file, expires, signature)
                : clock.millis() < task.doneAt() + lifetime.toMillis();
        Trouble trouble = task.script().onMedia(task.nextFetch()).orElse(null);
        if (!mayPass || trouble instanceof Trouble.Expired && !renewed) {
            delivery.send(request, Answer.of(Reply.text(403, "Expired")).about(task.id()));
        } else if (trouble == null || trouble.carriesOut() || trouble instanceof Trouble.Expired) {
            serve(request, task, trouble);
        } else {
            delivery.send(request, refusal(trouble).about(task.id()));
        }
    }

    private static Answer refusal(Trouble trouble) {
        if (trouble instanceof Trouble.Refusal refusal) {
            return Answer.of(Reply.text(refusal.code(), "Error " + refusal.code()));
        }
        return Answer.instead(trouble, true);
    }

    private void serve(HttpServerRequest request, SoundTask task, @Nullable Trouble trouble) {
        delivery.delay(trouble, () -> gate.enter(() -> store.fetch(task)
                .onFailure(failure -> {
                    gate.leave();
                    LOG.errorf(failure, "The sandbox could not make the sound of task %s", task.id());
                    delivery.send(request, Answer.of(Reply.text(500, "Internal error")).about(task.id()));
                })
                .onSuccess(audio -> {
                    delivery.saw(request, statusOf(request, audio.length), task.id(), trouble);
                    send(request, task, audio, trouble);
                })));
    }

    private static int statusOf(HttpServerRequest request, int length) {
        ByteRange range = ByteRange.of(request.getHeader("Range"), length);
        if (range == null) {
            return 200;
        }
        return range.isEmpty() ? 416 : 206;
    }

    private void send(HttpServerRequest request, SoundTask task, byte[] audio, @Nullable Trouble trouble) {
        HttpServerResponse response = request.response();
        ByteRange asked = ByteRange.of(request.getHeader("Range"), audio.length);
        response.setStatusCode(statusOf(request, audio.length));
        response.putHeader("Accept-Ranges", "bytes");
        response.putHeader("ETag", "\"" + task.fileName() + "\"");
        if (asked != null && asked.isEmpty()) {
            gate.leave();
            response.putHeader("Content-Range", "bytes */" + audio.length).end();
            return;
        }
        ByteRange range = asked == null ? new ByteRange(0, audio.length - 1) : asked;
        if (asked != null) {
            response.putHeader("Content-Range",
                    String.format(Locale.ROOT, "bytes %d-%d/%d", range.first(), range.last(), audio.length));
        }
        response.putHeader("Content-Type", task.order().format().codec().mediaType());
        response.putHeader("Content-Length", "" + range.length());
        if (request.method() == HttpMethod.HEAD) {
            gate.leave();
            response.end();
        } else if (trouble instanceof Trouble.Reset || trouble instanceof Trouble.Lost) {
            gate.leave();
            delivery.breakOff(request, trouble);
        } else {
            int end = trouble instanceof Trouble.Cut ? range.first() + range.length() / 2 : range.last() + 1;
            Transfer.send(response, audio, range.first(), end).onComplete(sent -> {
                gate.leave();
                if (sent.failed()) {
                    return;
                }
                if (trouble instanceof Trouble.Cut) {
                    request.connection().close();
                } else {
                    response.end();
                }
            });
        }
    }
}
