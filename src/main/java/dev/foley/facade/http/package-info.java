/** Requests and their bodies, before anybody knows what they ask for. */
@NullMarked
package dev.foley.facade.http;

import org.jspecify.annotations.NullMarked;
