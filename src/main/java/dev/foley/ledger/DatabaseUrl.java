package dev.foley.ledger;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Where a database is, in the words of either driver.
 *
 * @param server     one host, perhaps with a port
 * @param database   percent-encoded, as it stands in either URL
 * @param parameters by the JDBC driver's names
 */
record DatabaseUrl(String server, String database, Map<String, String> parameters) {
    private static final Pattern JDBC = Pattern.compile(
            "jdbc:postgresql:(//(?<server>[^/?]*)/)?(?<database>[^/?]*)(\\?(?<parameters>.*))?");
    private static final Pattern REACTIVE = Pattern.compile("(vertx-reactive:)?postgres(ql)?://"
            + "((?<user>[^:@/?]*)(:(?<password>[^@/?]*))?@)?(?<server>[^@/?]*)/(?<database>[^/?]*)(\\?(?<parameters>.*))?");

    /** What both drivers understand, the JDBC driver's name first. Others tune one driver and mean nothing to the other. */
    private static final Map<String, String> REACTIVE_NAMES = Map.of("user", "user", "password", "password",
            "sslmode", "sslmode", "ApplicationName", "application_name", "currentSchema", "search_path",
            "options", "options");
    private static final Map<String, String> JDBC_NAMES = REACTIVE_NAMES.entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    DatabaseUrl {
        if (server.contains(",")) {
            throw new IllegalArgumentException("names several hosts");
        }
        if (server.contains("%")) {
            throw new IllegalArgumentException("names a socket");
        }
        if (database.isEmpty()) {
            throw new IllegalArgumentException("names no database");
        }
    }

    /** @throws IllegalArgumentException with what there is about the URL that is in the way, and without the URL */
    static DatabaseUrl ofJdbc(String url) {
        Map<String, String> parameters = parametersOfJdbc(url);
        parameters.keySet().retainAll(REACTIVE_NAMES.keySet());
        return of(matched(JDBC, url), parameters);
    }

    /** All parameters, by their names in the JDBC driver; a URL of another form has none. */
    static Map<String, String> parametersOfJdbc(String url) {
        Matcher parts = JDBC.matcher(url.strip());
        Map<String, String> parameters = parts.matches()
                ? parameters(parts.group("parameters"), UnaryOperator.identity())
                : new TreeMap<>();
        if (parameters.containsKey("ssl") && !"false".equals(parameters.get("ssl"))) {
            parameters.putIfAbsent("sslmode", "verify-full");
        }
        return parameters;
    }

    /** @throws IllegalArgumentException as {@link #ofJdbc} */
    static DatabaseUrl ofReactive(String url) {
        Matcher parts = matched(REACTIVE, url);
        Map<String, String> parameters = parameters(parts.group("parameters"),
                name -> JDBC_NAMES.getOrDefault(name, ""));
        parameters.remove("");
        put(parameters, "user", parts.group("user"));
        put(parameters, "password", parts.group("password"));
        return of(parts, parameters);
    }

    private static Matcher matched(Pattern pattern, String url) {
        Matcher parts = pattern.matcher(url.strip());
        if (!parts.matches()) {
            // Of a list of URLs, too, the first ends at a comma.
            throw new IllegalArgumentException(url.contains(",") ? "names several hosts" : "is of another form");
        }
        return parts;
    }

    private static DatabaseUrl of(Matcher parts, Map<String, String> parameters) {
        String server = parts.group("server");
        return new DatabaseUrl(server == null || server.isEmpty() ? "localhost" : server, parts.group("database"),
                parameters);
    }

    private static Map<String, String> parameters(@Nullable String query, UnaryOperator<String> rename) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            String[] words = parameter.split("=", 2);
            put(parameters, rename.apply(words[0]), words.length > 1 ? words[1] : "");
        }
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String encoded) {
        if (encoded != null) {
            // A plus is itself in a password, to both drivers.
            parameters.put(name, URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
    }

    String jdbc() {
        return String.format(Locale.ROOT, "jdbc:postgresql://%s/%s%s", server, database,
                query(UnaryOperator.identity()));
    }

    String reactive() {
        return String.format(Locale.ROOT, "postgresql://%s/%s%s", server, database, query(REACTIVE_NAMES::get));
    }

    private String query(UnaryOperator<String> names) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet()
                        .stream()
                        .map(parameter -> names.apply(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
