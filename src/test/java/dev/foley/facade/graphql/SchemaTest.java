package dev.foley.facade.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.inject.Inject;

import dev.foley.OutputFormat;
import dev.foley.facade.JobAction;
import dev.foley.facade.JobState;
import dev.foley.ledger.LedgerProfile;
import graphql.introspection.Introspection;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** The schema, as callers see it. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class SchemaTest {
    @Inject
    GraphQLSchema schema;

    @Test
    void everyTypeFieldArgumentAndValueIsDescribed() {
        List<String> undescribed = new ArrayList<>();
        for (GraphQLNamedType type : schema.getAllTypesAsList()) {
            if (!Introspection.isIntrospectionTypes(type)) {
                check(type, undescribed);
            }
        }
        assertThat(undescribed).isEmpty();
    }

    @Test
    void whatIsNeverNullIsMarked() {
        assertThat(type("SoundEffect", "id")).isEqualTo("ID!");
        assertThat(type("SoundEffect", "state")).isEqualTo("SoundEffectState!");
        assertThat(type("SoundEffect", "retryOf")).isEqualTo("ID");
        assertThat(type("SoundEffect", "replayed")).isEqualTo("Boolean!");
        assertThat(type("SoundEffect", "createdAt")).isEqualTo("DateTime");
        assertThat(type("SoundEffect", "credits")).isEqualTo("BigDecimal");
        assertThat(type("SoundEffect", "actions")).isEqualTo("[SoundEffectAction!]!");
        assertThat(type("SoundEffectRequest", "loop")).isEqualTo("Boolean!");
        assertThat(type("SoundEffectRequest", "durationSeconds")).isEqualTo("Float");
        assertThat(type("SoundEffectConnection", "edges")).isEqualTo("[SoundEffectEdge!]!");
        assertThat(type("SoundEffectConnection", "pageInfo")).isEqualTo("PageInfo!");
        assertThat(type("PageInfo", "hasNextPage")).isEqualTo("Boolean!");
        assertThat(type("Audio", "bytes")).isEqualTo("Int");
        assertThat(type("Query", "soundEffects")).isEqualTo("SoundEffectConnection");
        assertThat(type("Mutation", "generateSoundEffect")).isEqualTo("SoundEffect");
        assertThat(type("Mutation", "delete")).isEqualTo("ID");
        assertThat(type("Subscription", "soundEffectUpdated")).isEqualTo("SoundEffect");
    }

    @Test
    void itsEnumsAreThoseOfTheFacade() {
        assertThat(names(SoundEffectState.values())).isEqualTo(names(JobState.values()));
        assertThat(names(SoundEffectAction.values())).isEqualTo(names(JobAction.values()));
        assertThat(names(FailureReason.values())).isEqualTo(names(dev.foley.facade.FailureReason.values()));
        assertThat(names(AudioFormat.values())).isEqualTo(names(OutputFormat.values()));
    }

    private String type(String type, String field) {
        return GraphQLTypeUtil.simplePrint(schema.getObjectType(type).getFieldDefinition(field).getType());
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static void check(GraphQLNamedType type, List<String> undescribed) {
        note(type.getName(), type.getDescription(), undescribed);
        if (type instanceof GraphQLObjectType object) {
            object.getFields().forEach(field -> {
                String name = object.getName() + "." + field.getName();
                note(name, field.getDescription(), undescribed);
                for (GraphQLArgument argument : field.getArguments()) {
                    note(name + "(" + argument.getName() + ")", argument.getDescription(), undescribed);
                }
            });
        } else if (type instanceof GraphQLInputObjectType input) {
            input.getFields()
                    .forEach(field -> note(input.getName() + "." + field.getName(), field.getDescription(),
                            undescribed));
        } else if (type instanceof GraphQLEnumType choices) {
            choices.getValues()
                    .forEach(value -> note(choices.getName() + "." + value.getName(), value.getDescription(),
                            undescribed));
        }
    }

    private static void note(String name, String description, List<String> undescribed) {
        if (description == null || description.isBlank()) {
            undescribed.add(name);
        }
    }
}
