package dev.foley.facade.graphql;

import java.io.StringReader;
import java.util.Locale;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import io.vertx.core.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent, checked for all that can be told without the schema.
 *
 * @param request   as it came
 * @param operation the name of the operation to execute; null for the only one
 */
record PostedDocument(JsonObject request, Document document, @Nullable String operation) {
    /** Ten times what the introspection of common tools has. */
    private static final int MOST_TOKENS = 2000;
    /** With fragments written out: as many as can be written without fragments. */
    private static final int MOST_SELECTIONS = MOST_TOKENS;
    private static final ParserOptions BOUNDS = ParserOptions.newParserOptions()
            .maxTokens(MOST_TOKENS)
            .captureIgnoredChars(false)
            .build();
    /** Finding the provider takes a look at the class path each time. */
    private static final JsonReaderFactory JSON = JsonProvider.provider().createReaderFactory(null);

    /**
     * The JSON object that a text is; null where it is none. Vert.x has a look at it, too, for the reader of the engine takes
     * numbers of any length, and whatever comes behind an object.
     */
    static @Nullable JsonObject object(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            Json.decodeValue(text);
            return reader.readValue() instanceof JsonObject object ? object : null;
        } catch (RuntimeException noJson) {
            // The reader of the engine has no type of its own for what nests too deep.
            return null;
        }
    }

    static PostedDocument read(JsonObject request) throws UnfitDocumentException {
        if (isAbsent(request.get("query")) && isPersisted(request)) {
            throw UnfitDocumentException.persistedQuery();
        }
        if (!(request.get("query") instanceof JsonString document) || document.getString().isBlank()) {
            throw UnfitDocumentException.malformed("The field query is missing, or no text: it holds the document.");
        }
        JsonValue operation = request.get("operationName");
        if (!isAbsent(operation) && !(operation instanceof JsonString)) {
            throw UnfitDocumentException.malformed("The field operationName is no text.");
        }
        for (String field : new String[]{"variables", "extensions"}) {
            if (!isAbsent(request.get(field)) && !(request.get(field) instanceof JsonObject)) {
                throw UnfitDocumentException.malformed(String.format(Locale.ROOT, "The field %s is no object.", field));
            }
        }
        Document parsed = parsed(document.getString());
        if (DocumentSize.exceeds(parsed, MOST_SELECTIONS)) {
            throw UnfitDocumentException.tooLarge(String.format(Locale.ROOT,
                    "With its fragments written out, the document has more than %d fields and fragments.",
                    MOST_SELECTIONS));
        }
        for (OperationDefinition candidate : parsed.getDefinitionsOfType(OperationDefinition.class)) {
            checkSubscription(candidate);
        }
        return new PostedDocument(request, parsed, operation instanceof JsonString name ? name.getString() : null);
    }

    static boolean isAbsent(@Nullable JsonValue value) {
        return value == null || value == JsonValue.NULL;
    }

    /** Automatic persisted queries: a client sends a hash first, and the document once it is told that the hash is unknown. */
    private static boolean isPersisted(JsonObject request) {
        return request.get("extensions") instanceof JsonObject extensions
                && extensions.get("persistedQuery") instanceof JsonObject;
    }

    /** The engine fails at others: it counts their fields before it knows that fragments and variables are there. */
    private static void checkSubscription(OperationDefinition operation) throws UnfitDocumentException {
        var fields = operation.getSelectionSet().getSelections();
        boolean one = fields.size() == 1 && fields.get(0) instanceof Field field && field.getDirectives().isEmpty();
        if (operation.getOperation() == Operation.SUBSCRIPTION && !one) {
            throw new UnfitDocumentException(ErrorCode.GRAPHQL_VALIDATION_FAILED,
                    "A subscription has one field at its root, with no fragment around it and no directive.",
                    operation.getSourceLocation());
        }
    }

    private static Document parsed(String document) throws UnfitDocumentException {
        try {
            return Parser.parse(
                    ParserEnvironment.newParserEnvironment().document(document).parserOptions(BOUNDS).build());
        } catch (InvalidSyntaxException invalid) {
            throw new UnfitDocumentException(ErrorCode.GRAPHQL_PARSE_FAILED, invalid.getMessage(),
                    invalid.getLocation());
        }
    }

    /** Whether it asks for a subscription. */
    boolean subscribes() {
        return document.getDefinitionsOfType(OperationDefinition.class)
                .stream()
                .filter(candidate -> operation == null || operation.equals(candidate.getName()))
                .anyMatch(candidate -> candidate.getOperation() == Operation.SUBSCRIPTION);
    }
}
