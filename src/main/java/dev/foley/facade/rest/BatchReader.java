package dev.foley.facade.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foley.SoundEffectRequest;
import dev.foley.facade.InvalidRequestException;
import dev.foley.facade.Violation;

/** Reads several requests at once, each as {@link RequestReader} reads one. All that is wrong is told by its place. */
@ApplicationScoped
class BatchReader {
    static final String ITEMS = "items";
    static final int MOST = 100;

    private final RequestReader reader;

    BatchReader(RequestReader reader) {
        this.reader = reader;
    }

    /**
     * @throws MalformedBodyException when it is no JSON object
     * @throws InvalidRequestException when it has another form, or any request in it is invalid
     */
    List<SoundEffectRequest> read(byte[] body) {
        JsonFields.Batch batch = JsonFields.readBatch(body, ITEMS, MOST);
        List<Violation> violations = new ArrayList<>(shape(batch));
        List<SoundEffectRequest> requests = new ArrayList<>();
        for (int place = 0; place < batch.items().size(); place++) {
            String prefix = String.format(Locale.ROOT, "%s[%d]", ITEMS, place);
            JsonFields.Item item = batch.items().get(place);
            if (item.fields() == null) {
                violations.add(
                        new Violation(prefix, String.format(Locale.ROOT, "is %s: must be an object", item.kind())));
            } else {
                requests.add(reader.read(item.fields(), broken -> violations
                        .add(new Violation(prefix + '.' + broken.field(), broken.message()))));
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
        return requests;
    }

    private static List<Violation> shape(JsonFields.Batch batch) {
        List<Violation> violations = new ArrayList<>();
        JsonFields others = batch.others();
        others.repeated().forEach(name -> violations.add(new Violation(Quote.plain(name), "is given more than once")));
        for (String name : others.names()) {
            if (!name.equals(ITEMS)) {
                violations.add(new Violation(Quote.plain(name), "is unknown: the field is " + ITEMS));
            }
        }
        JsonNode items = others.value(ITEMS);
        if (!items.isArray()) {
            violations.add(new Violation(ITEMS, items.isMissingNode()
                    ? String.format(Locale.ROOT, "is missing: must be an array of 1 to %d requests", MOST)
                    : String.format(Locale.ROOT, "is %s: must be an array of 1 to %d requests",
                            JsonFields.kindOf(items), MOST)));
        } else if (batch.count() < 1 || batch.count() > MOST) {
            violations.add(new Violation(ITEMS,
                    String.format(Locale.ROOT, "has %d items: must have 1 to %d", batch.count(), MOST)));
        }
        return violations;
    }
}
