/** Misbehaviour on demand: what can go wrong, the markers that ask for it, and where they were asked for. */
@NullMarked
package dev.foley.sandbox.fault;

import org.jspecify.annotations.NullMarked;
