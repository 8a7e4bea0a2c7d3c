package dev.foley.sandbox.http;

/** One call of the API: everything about it but HTTP itself. */
@FunctionalInterface
interface Endpoint {

    /**
     * @throws Refused for an error in the envelope
     */
    Answer answer(Call call);
}
