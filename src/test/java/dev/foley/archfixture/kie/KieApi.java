package dev.foley.archfixture.kie;

/** Public: wrong. */
public interface KieApi {}
