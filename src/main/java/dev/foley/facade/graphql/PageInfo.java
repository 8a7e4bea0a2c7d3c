package dev.foley.facade.graphql;

import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/** What Relay's specification of connections asks for. */
@Description("Where a page lies in its list.")
public record PageInfo(
        @Description("Whether there are older ones behind this page.") boolean hasNextPage,
        @Description("Whether this page was asked for with `after`, and so has newer ones before it.") boolean hasPreviousPage,
        @Description("The cursor of the first on this page. Null where the page is empty.") @Nullable String startCursor,
        @Description("The cursor of the last on this page, to go on from with `after`. Null where the page is empty.") @Nullable String endCursor) {}
