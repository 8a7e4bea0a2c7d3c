/** Where kie.ai reports the end of tasks. */
@NullMarked
package dev.foley.facade.callback;

import org.jspecify.annotations.NullMarked;
