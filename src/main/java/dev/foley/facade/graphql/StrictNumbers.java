package dev.foley.facade.graphql;

import java.util.LinkedHashSet;
import java.util.Map;

import graphql.Scalars;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.schema.SchemaTransformer;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import graphql.util.TreeTransformerUtil;

/** Float and Int as GraphQL has them; those of the library take any text for a number. */
final class StrictNumbers extends GraphQLTypeVisitorStub {
    private static final Map<String, GraphQLScalarType> STRICT = Map.of("Float", Scalars.GraphQLFloat, "Int",
            Scalars.GraphQLInt);

    private StrictNumbers() {}

    static void into(GraphQLSchema.Builder schema) {
        GraphQLSchema strict = SchemaTransformer.transformSchema(schema.build(), new StrictNumbers());
        schema.query(strict.getQueryType())
                .mutation(strict.getMutationType())
                .subscription(strict.getSubscriptionType())
                .clearAdditionalTypes()
                .additionalTypes(strict.getAdditionalTypes())
                .clearDirectives()
                .additionalDirectives(new LinkedHashSet<>(strict.getDirectives()))
                .codeRegistry(strict.getCodeRegistry());
    }

    @Override
    public TraversalControl visitGraphQLScalarType(GraphQLScalarType scalar,
            TraverserContext<GraphQLSchemaElement> context) {
        GraphQLScalarType strict = STRICT.get(scalar.getName());
        return strict == null || strict == scalar
                ? TraversalControl.CONTINUE
                : TreeTransformerUtil.changeNode(context, strict);
    }
}
