/** Who may come in, and as whom. */
@NullMarked
package dev.foley.facade.security;

import org.jspecify.annotations.NullMarked;
