package dev.foley.kie;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** The body of {@code createTask}. Nulls are left out; zero and false are sent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CreateTask(@JsonProperty("model") String model, @JsonProperty("input") Input input,
        @JsonProperty("callBackUrl") @Nullable String callBackUrl) {

    public static final String MODEL = "elevenlabs/sound-effect-v2";

    public CreateTask(Input input, @Nullable String callBackUrl) {
        this(MODEL, input, callBackUrl);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Input(@JsonProperty("text") String text, @JsonProperty("loop") boolean loop,
            @JsonProperty("duration_seconds") @Nullable BigDecimal durationSeconds,
            @JsonProperty("prompt_influence") BigDecimal promptInfluence,
            @JsonProperty("output_format") String outputFormat) {}
}
