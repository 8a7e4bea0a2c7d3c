package dev.foley.facade.graphql;

import java.util.HashMap;
import java.util.Map;

import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.SelectionSetContainer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the selections of a document with its fragments written out. Thirty short fragments that spread each other twice have
 * a billion, and what estimates the cost of a document visits each.
 */
final class DocumentSize {
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    /** Selections of the fragments that have been counted; 0 while one is being counted, for circles are refused later. */
    private final Map<String, Long> counted = new HashMap<>();
    private final long most;

    private DocumentSize(Document document, long most) {
        this.most = most;
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.putIfAbsent(fragment.getName(), fragment));
    }

    /** Whether the operations of the document have more selections than that. */
    static boolean exceeds(Document document, long most) {
        DocumentSize size = new DocumentSize(document, most);
        long selections = 0;
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            selections = size.capped(selections + size.of(operation.getSelectionSet()));
        }
        return selections > most;
    }

    private long of(@Nullable SelectionSet selections) {
        long sum = 0;
        if (selections != null) {
            for (Selection<?> selection : selections.getSelections()) {
                sum = capped(sum + 1 + below(selection));
            }
        }
        return sum;
    }

    private long below(Selection<?> selection) {
        if (selection instanceof FragmentSpread spread) {
            return ofFragment(spread.getName());
        }
        return selection instanceof InlineFragment inline
                ? of(inline.getSelectionSet())
                : of(((SelectionSetContainer<?>) selection).getSelectionSet());
    }

    private long ofFragment(String name) {
        Long known = counted.get(name);
        FragmentDefinition fragment = fragments.get(name);
        if (known != null || fragment == null) {
            return known == null ? 0 : known;
        }
        counted.put(name, 0L);
        long size = of(fragment.getSelectionSet());
        counted.put(name, size);
        return size;
    }

    private long capped(long selections) {
        return Math.min(selections, most + 1);
    }
}
