package dev.foley.facade.rest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

/**
 * The fields of a flat JSON object, and the names of those given more than once. Arrays and objects inside are skipped:
 * only that they were there is kept, so that no body costs more than its own length.
 */
record JsonFields(Map<String, JsonNode> values, Set<String> repeated) {
    /** Anything longer is far outside every range; longer ones are refused before they are converted. */
    private static final int LONGEST_NUMBER = 100;
    /** Nothing in a request is nested at all. */
    private static final int DEEPEST = 100;

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

    /** @throws MalformedBodyException when it is no JSON object in UTF-8, or not one alone */
    static JsonFields read(byte[] body) {
        try (JsonParser parser = JSON.createParser(text(body))) {
            return read(parser);
        } catch (StreamConstraintsException | NumberFormatException excess) {
            throw new MalformedBodyException(
                    "A number in it has more than %d characters or an exponent beyond reason, or it is nested deeper than %d."
                            .formatted(LONGEST_NUMBER, DEEPEST));
        } catch (JsonProcessingException malformed) {
            throw new MalformedBodyException("It is not valid JSON at line %d, column %d.".formatted(
                    malformed.getLocation().getLineNr(), malformed.getLocation().getColumnNr()));
        } catch (IOException notText) {
            throw new MalformedBodyException("It is not valid UTF-8.");
        }
    }

    /** Jackson would put a replacement character for what is no UTF-8. */
    private static String text(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private static JsonFields read(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new MalformedBodyException("It is empty.");
        }
        if (first != JsonToken.START_OBJECT) {
            throw new MalformedBodyException("It is %s: must be an object.".formatted(kindOf(value(parser))));
        }
        JsonFields fields = new JsonFields(new LinkedHashMap<>(), new LinkedHashSet<>());
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (fields.values.put(name, value(parser)) != null) {
                fields.repeated.add(name);
            }
        }
        if (parser.nextToken() != null) {
            throw new MalformedBodyException("Something follows the object in it.");
        }
        return fields;
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
