package dev.foley.facade.rest;

import jakarta.validation.Validation;

import dev.foley.facade.Rules;

/** A reader as the container would make it. */
final class Readers {
    private static final RequestReader READER = new RequestReader(
            new Rules(Validation.buildDefaultValidatorFactory().getValidator()));

    private Readers() {}

    static RequestReader reader() {
        return READER;
    }
}
