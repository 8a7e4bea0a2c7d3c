package dev.foley.rival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The bare Quarkus REST client. */
public final class QuarkusLoop implements Rival {
    private final ObjectMapper json = new ObjectMapper();
    private final BareKie kie;
    private final String bearer;

    public QuarkusLoop(BareKie kie, String key) {
        this.kie = kie;
        this.bearer = "Bearer " + key;
    }

    @Override
    public CompletionStage<String> generate() {
        return kie.createTask(bearer, BareKie.Create.RAIN)
                .chain(created -> kie.recordInfo(bearer, created.data().taskId()))
                .map(record -> url(record.data().resultJson()))
                .subscribeAsCompletionStage();
    }

    private String url(String resultJson) {
        try {
            return json.readValue(resultJson, BareKie.Result.class).resultUrls()[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
