/** The wire: what kie.ai's API is called, sends and answers. Its names appear nowhere else. */
@NullMarked
package dev.foley.kie;

import org.jspecify.annotations.NullMarked;
