/** Sound effects as jobs, for services in any language: the port behind every front, and what can go wrong in words. */
@NullMarked
package dev.foley.facade;

import org.jspecify.annotations.NullMarked;
