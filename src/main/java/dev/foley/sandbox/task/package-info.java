/**
 * Tasks of the sandbox: what was asked, how far it is, what it costs. Plain classes that know neither HTTP nor JSON.
 */
@NullMarked
package dev.foley.sandbox.task;

import org.jspecify.annotations.NullMarked;
