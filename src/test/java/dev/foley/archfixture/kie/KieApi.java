package dev.foley.archfixture.kie;

/** The wire. */
public interface KieApi {}
