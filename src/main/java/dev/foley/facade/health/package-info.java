/** Whether Foley has started, is ready, and lives, as orchestrators ask for it under {@code /q/health}. */
@NullMarked
package dev.foley.facade.health;

import org.jspecify.annotations.NullMarked;
