package dev.foley;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.foley.kie.CreateTask;
import dev.foley.kie.RecordInfo;
import org.jspecify.annotations.Nullable;

/** Between the wire's records and the public ones. */
final class Tasks {
    /** What no URI may hold unescaped. */
    private static final Pattern ILLEGAL_IN_URI = Pattern.compile("[^\\x21-\\x7e]|[\"<>\\\\^`{|}]");

    private Tasks() {}

    static CreateTask toWire(SoundEffectRequest request) {
        URI callback = request.callbackUrl();
        return new CreateTask(new CreateTask.Input(request.text(), request.loop(), request.durationSeconds(),
                request.promptInfluence(), request.outputFormat().wireName()),
                callback == null ? null : callback.toString());
    }

    static Task fromWire(RecordInfo record) {
        TaskState state = new TaskState(record.state());
        return new Task(record.taskId(), state, request(record.param()),
                record.resultUrls().stream().map(Tasks::uri).flatMap(Optional::stream).toList(),
                state.equals(TaskState.FAIL) ? failure(record) : null,
                record.creditsConsumed(), record.createTime(), record.completeTime());
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

    /** A paid result is not given up for a space in its address. */
    private static Optional<URI> uri(String text) {
        String escaped = ILLEGAL_IN_URI.matcher(text.strip())
                .replaceAll(illegal -> URLEncoder.encode(illegal.group(), StandardCharsets.UTF_8).replace("+", "%20"));
        try {
            return Optional.of(new URI(escaped)).filter(URI::isAbsolute);
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
