/** Sound effects over GraphQL: the same jobs as over REST, behind the same port. */
@NullMarked
package dev.foley.facade.graphql;

import org.jspecify.annotations.NullMarked;
