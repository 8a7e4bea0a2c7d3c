package dev.foley.facade.graphql;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Checks what is posted for all that can be told without the schema. */
final class PostedDocument {
    /** Ten times what the introspection of common tools has. */
    private static final int MOST_TOKENS = 4000;
    private static final ParserOptions BOUNDS = ParserOptions.newParserOptions()
            .maxTokens(MOST_TOKENS)
            .captureIgnoredChars(false)
            .build();

    private PostedDocument() {}

    static void check(@Nullable Buffer body) throws UnfitDocumentException {
        JsonObject request = object(body);
        if (!(request.getValue("query") instanceof String document) || document.isBlank()) {
            throw UnfitDocumentException.malformed("The field query is missing, or no text: it holds the document.");
        }
        Object name = request.getValue("operationName");
        if (name != null && !(name instanceof String)) {
            throw UnfitDocumentException.malformed("The field operationName is no text.");
        }
        if (request.getValue("variables") != null && !(request.getValue("variables") instanceof JsonObject)) {
            throw UnfitDocumentException.malformed("The field variables is no object.");
        }
        if (request.getValue("extensions") != null && !(request.getValue("extensions") instanceof JsonObject)) {
            throw UnfitDocumentException.malformed("The field extensions is no object.");
        }
        if (subscribes(parsed(document), (String) name)) {
            throw new UnfitDocumentException(ErrorCode.NEEDS_WEBSOCKET,
                    "Subscriptions are served over WebSocket, with the subprotocol graphql-transport-ws.", null);
        }
    }

    private static JsonObject object(@Nullable Buffer body) throws UnfitDocumentException {
        try {
            if (body != null && body.length() > 0) {
                return new JsonObject(body);
            }
        } catch (DecodeException | ClassCastException noObject) {
            // Told below.
        }
        throw UnfitDocumentException.malformed("The body is not a JSON object, such as {\"query\": \"{ credits }\"}.");
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

    private static boolean subscribes(Document document, @Nullable String name) {
        return document.getDefinitionsOfType(OperationDefinition.class)
                .stream()
                .filter(operation -> name == null || name.equals(operation.getName()))
                .anyMatch(operation -> operation.getOperation() == Operation.SUBSCRIPTION);
    }
}
