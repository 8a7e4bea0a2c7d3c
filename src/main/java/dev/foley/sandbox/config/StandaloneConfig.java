package dev.foley.sandbox.config;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads {@link SandboxConfig} where there is no Quarkus to map it: SmallRye generates mappings with a library that an
 * application does not have at run time.
 */
public final class StandaloneConfig {

    /** Below whatever else is given. */
    private static final int DEFAULTS = Integer.MIN_VALUE;

    private StandaloneConfig() {}

    /** The settings from system properties and environment variables, and these where they say nothing. */
    public static SandboxConfig fromSystem(Map<String, String> otherwise) {
        return read(builder().addSystemSources()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(otherwise, "sandbox", 0))
                .build());
    }

    /**
     * These settings and no others.
     *
     * @param settings by their full names
     * @throws IllegalArgumentException naming those that are unknown
     */
    public static SandboxConfig of(Map<String, String> settings) {
        Set<String> unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(Arrays.stream(SandboxConfig.class.getMethods())
                .map(StandaloneConfig::key)
                .collect(Collectors.toSet()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("The sandbox has no setting " + String.join(", ", unknown));
        }
        ConfigSource source = new PropertiesConfigSource(settings, "sandbox", 0);
        return read(builder().withSources(source).build());
    }

    private static SmallRyeConfigBuilder builder() {
        Map<String, String> defaults = Arrays.stream(SandboxConfig.class.getMethods())
                .filter(method -> method.isAnnotationPresent(WithDefault.class))
                .collect(Collectors.toMap(StandaloneConfig::key,
                        method -> method.getAnnotation(WithDefault.class).value()));
        return new SmallRyeConfigBuilder().addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(defaults, "defaults", DEFAULTS));
    }

    private static SandboxConfig read(SmallRyeConfig config) {
        Map<String, Object> values = new HashMap<>();
        for (Method method : SandboxConfig.class.getMethods()) {
            values.put(method.getName(), value(config, method));
        }
        return (SandboxConfig) Proxy.newProxyInstance(SandboxConfig.class.getClassLoader(),
                new Class<?>[]{SandboxConfig.class},
                (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? method.invoke(values, arguments)
                        : values.get(method.getName()));
    }

    private static Object value(SmallRyeConfig config, Method method) {
        String key = key(method);
        if (method.getReturnType() != Optional.class) {
            return config.getValue(key, method.getReturnType());
        }
        var inner = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
        if (inner instanceof Class<?> type) {
            return config.getOptionalValue(key, type);
        }
        Optional<List<String>> list = config.getOptionalValues(key, String.class, ArrayList::new);
        return list;
    }

    private static String key(Method method) {
        return SandboxConfig.PREFIX + "."
                + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
