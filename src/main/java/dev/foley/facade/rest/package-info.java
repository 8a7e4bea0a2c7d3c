/** The façade over HTTP: translates, and delegates to {@link dev.foley.facade.Jobs}. */
@NullMarked
package dev.foley.facade.rest;

import org.jspecify.annotations.NullMarked;
