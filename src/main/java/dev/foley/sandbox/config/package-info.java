/** How the sandbox is set up. */
@NullMarked
package dev.foley.sandbox.config;

import org.jspecify.annotations.NullMarked;
