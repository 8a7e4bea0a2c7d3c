package dev.foley.facade.graphql;

import java.util.List;
import java.util.Locale;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent, checked for all that can be told without the schema.
 *
 * @param operation the name of the operation to execute; null for the only one
 */
record PostedDocument(Document document, @Nullable String operation) {
    /** Ten times what the introspection of common tools has. */
    private static final int MOST_TOKENS = 2000;
    private static final ParserOptions BOUNDS = ParserOptions.newParserOptions()
            .maxTokens(MOST_TOKENS)
            .captureIgnoredChars(false)
            .build();

    static PostedDocument read(JsonObject request) throws UnfitDocumentException {
        if (!(request.getValue("query") instanceof String document) || document.isBlank()) {
            throw UnfitDocumentException.malformed("The field query is missing, or no text: it holds the document.");
        }
        Object operation = request.getValue("operationName");
        if (operation != null && !(operation instanceof String)) {
            throw UnfitDocumentException.malformed("The field operationName is no text.");
        }
        for (String field : new String[]{"variables", "extensions"}) {
            if (request.getValue(field) != null && !(request.getValue(field) instanceof JsonObject)) {
                throw UnfitDocumentException.malformed(String.format(Locale.ROOT, "The field %s is no object.", field));
            }
        }
        Document parsed = parsed(document);
        for (OperationDefinition candidate : parsed.getDefinitionsOfType(OperationDefinition.class)) {
            checkSubscription(candidate);
        }
        return new PostedDocument(parsed, (String) operation);
    }

    /** The engine fails at others: it counts their fields before it knows that fragments and variables are there. */
    private static void checkSubscription(OperationDefinition operation) throws UnfitDocumentException {
        List<?> fields = operation.getSelectionSet().getSelections();
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
