/** What the sandbox saw, so that tests can count payments. */
@NullMarked
package dev.foley.sandbox.witness;

import org.jspecify.annotations.NullMarked;
