/** The page at {@code /}: files without a build step, which use the REST API alone. */
@NullMarked
package dev.foley.facade.page;

import org.jspecify.annotations.NullMarked;
