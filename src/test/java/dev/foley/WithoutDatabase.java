package dev.foley;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Runs a test as if no database were configured: the façade passes through. */
public class WithoutDatabase implements QuarkusTestProfile {
    public static final String SETTING = "quarkus.datasource.active";

    @Override
    public Map<String, String> getConfigOverrides() { return Map.of(SETTING, "false"); }
}
