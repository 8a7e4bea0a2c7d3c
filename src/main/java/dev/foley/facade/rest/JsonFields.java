package dev.foley.facade.rest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a flat JSON object, and the names of those given more than once. Arrays and objects inside are skipped:
 * only that they were there is kept, so that no body costs more than its own length.
 */
record JsonFields(Map<String, JsonNode> values, Set<String> repeated) {
    /** Anything longer is far outside every range; longer ones are refused before they are converted. */
    private static final int LONGEST_NUMBER = 100;
    /** Nothing in a request is nested at all. */
    private static final int DEEPEST = 100;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Field names come from strangers: keeping them in tables for reuse would only fill the tables. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * A batch of them.
     *
     * @param items  up to as many as were asked for
     * @param count  how many there were
     * @param others all fields of the object that they were in
     */
    record Batch(List<Item> items, int count, JsonFields others) {}

    /**
     * @param fields null where it is no object
     * @param kind   what it is
     */
    record Item(@Nullable JsonFields fields, String kind) {}

    private interface Reading<T> {
        T read(JsonParser parser) throws IOException;
    }

    /** @throws MalformedBodyException when it is no JSON object in UTF-8, or not one alone */
    static JsonFields read(byte[] body) {
        return read(body, JsonFields::fields);
    }

    /** Those in the array of that name, up to {@code most}; throws as {@link #read(byte[])} does. */
    static Batch readBatch(byte[] body, String array, int most) {
        return read(body, parser -> batch(parser, array, most));
    }

    private static <T> T read(byte[] body, Reading<T> reading) {
        try (JsonParser parser = JSON.createParser(text(body))) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new MalformedBodyException("It is empty.");
            }
            if (first != JsonToken.START_OBJECT) {
                throw new MalformedBodyException(
                        String.format(Locale.ROOT, "It is %s: must be an object.", kindOf(value(parser))));
            }
            T read = reading.read(parser);
            if (parser.nextToken() != null) {
                throw new MalformedBodyException("Something follows the object in it.");
            }
            return read;
        } catch (StreamConstraintsException | NumberFormatException excess) {
            throw new MalformedBodyException(
                    String.format(Locale.ROOT,
                            "A number in it has more than %d characters or an exponent beyond reason, or it is nested deeper than %d.",
                            LONGEST_NUMBER, DEEPEST));
        } catch (JsonProcessingException malformed) {
            throw new MalformedBodyException(String.format(Locale.ROOT, "It is not valid JSON at line %d, column %d.",
                    malformed.getLocation().getLineNr(), malformed.getLocation().getColumnNr()));
        } catch (IOException notText) {
            throw new MalformedBodyException("It is not valid UTF-8.");
        }
    }

    /** Jackson would put a replacement character for what is no UTF-8. A byte order mark may be ignored (RFC 8259, 8.1). */
    private static String text(byte[] body) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    private static JsonFields fields(JsonParser parser) throws IOException {
        JsonFields fields = new JsonFields(new LinkedHashMap<>(), new LinkedHashSet<>());
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            fields.add(name, value(parser));
        }
        return fields;
    }

    private static Batch batch(JsonParser parser, String array, int most) throws IOException {
        JsonFields others = new JsonFields(new LinkedHashMap<>(), new LinkedHashSet<>());
        List<Item> items = new ArrayList<>();
        int count = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (parser.nextToken() != JsonToken.START_ARRAY || !name.equals(array)) {
                others.add(name, value(parser));
                continue;
            }
            others.add(name, NODES.arrayNode());
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (count++ < most) {
                    items.add(item(parser));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return new Batch(items, count, others);
    }

    private static Item item(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.START_OBJECT
                ? new Item(fields(parser), "an object")
                : new Item(null, kindOf(value(parser)));
    }

    private void add(String name, JsonNode value) {
        if (values.put(name, value) != null) {
            repeated.add(name);
        }
    }

    private static JsonNode value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case START_OBJECT -> {
                parser.skipChildren();
                yield NODES.objectNode();
            }
            case START_ARRAY -> {
                parser.skipChildren();
                yield NODES.arrayNode();
            }
            default -> NODES.nullNode();
        };
    }

    Set<String> names() {
        return values.keySet();
    }

    /** A missing node where there is no such field. */
    JsonNode value(String name) {
        return values.getOrDefault(name, MissingNode.getInstance());
    }

    static String kindOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            default -> "null";
        };
    }
}
