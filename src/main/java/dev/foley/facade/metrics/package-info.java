/** What Foley counts and measures, under {@code /q/metrics}. No tag has more values than are listed in code. */
@NullMarked
package dev.foley.facade.metrics;

import org.jspecify.annotations.NullMarked;
