package dev.foley;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.foley.kie.CreateTask;
import dev.foley.kie.RecordInfo;
import org.jspecify.annotations.Nullable;

/** Between the wire's records and the public ones. */
final class Tasks {
    private static final Pattern IGNORED_IN_URL = Pattern.compile("[\\t\\r\\n]");
    private static final Pattern URL = Pattern
            .compile("(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?//+(?<authority>[^/?#]+)(?<rest>.*)");
    /** What no URI may hold unescaped behind its host; a percent sign may, before two digits. */
    private static final Pattern ILLEGAL_IN_URL = Pattern
            .compile("[^\\x21-\\x7e]+|[\"<>\\[\\]^`{|}]|%(?![0-9A-Fa-f]{2})|(?<=#.{0,2000})#");

    private Tasks() {}

    static CreateTask toWire(SoundEffectRequest request) {
        URI callback = request.callbackUrl();
        return new CreateTask(new CreateTask.Input(request.text(), request.loop(), request.durationSeconds(),
                request.promptInfluence(), request.outputFormat().wireName()),
                callback == null ? null : callback.toString());
    }

    static Task fromWire(RecordInfo record) {
        TaskState state = new TaskState(record.state());
        return new Task(record.taskId(), state, request(record.param()), urls(record),
                state.equals(TaskState.FAIL) ? failure(record) : null,
                record.creditsConsumed(), record.createTime(), record.completeTime(),
                state.equals(TaskState.SUCCESS) ? unread(record) : null);
    }

    private static List<URI> urls(RecordInfo record) {
        return record.resultUrls().stream().map(Tasks::uri).flatMap(Optional::stream).toList();
    }

    /** A URL that cannot be read is named to whoever may be able to. */
    private static @Nullable String unread(RecordInfo record) {
        return record.resultUrls().isEmpty() || !urls(record).isEmpty()
                ? record.unreadResult()
                : String.join(" ", record.resultUrls());
    }

    private static Task.Failure failure(RecordInfo record) {
        return new Task.Failure(orEmpty(record.failCode()), orEmpty(record.failMsg()));
    }

    private static @Nullable SoundEffectRequest request(RecordInfo.@Nullable Param param) {
        if (param == null || param.text() == null) {
            return null;
        }
        Optional<OutputFormat> format = param.outputFormat() == null
                ? Optional.of(OutputFormat.DEFAULT)
                : OutputFormat.ofWireName(param.outputFormat());
        return format.map(known -> new SoundEffectRequest(param.text(),
                Boolean.TRUE.equals(param.loop()),
                param.durationSeconds(),
                param.promptInfluence() == null
                        ? SoundEffectRequest.DEFAULT_PROMPT_INFLUENCE
                        : param.promptInfluence(),
                known,
                Optional.ofNullable(param.callBackUrl()).flatMap(Tasks::uri).orElse(null)))
                .orElse(null);
    }

    /**
     * A URL as browsers read it (URL Standard of WHATWG), as far as result URLs go: a paid result is not given up for a space
     * or a bracket in its address.
     */
    static Optional<URI> uri(String text) {
        String url = IGNORED_IN_URL.matcher(text.strip()).replaceAll("").replace('\\', '/');
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String scheme = parts.group("scheme") == null ? "https" : parts.group("scheme");
        String rest = ILLEGAL_IN_URL.matcher(parts.group("rest"))
                .replaceAll(illegal -> URLEncoder.encode(illegal.group(), StandardCharsets.UTF_8).replace("+", "%20"));
        try {
            return Optional.of(new URI(scheme + "://" + parts.group("authority") + rest));
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
