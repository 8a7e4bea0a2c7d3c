/** The HTTP face of the sandbox: kie.ai's calls, the media host and the witness. */
@NullMarked
package dev.foley.sandbox.http;

import org.jspecify.annotations.NullMarked;
