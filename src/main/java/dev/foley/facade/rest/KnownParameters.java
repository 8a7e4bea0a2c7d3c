package dev.foley.facade.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

import dev.foley.facade.InvalidRequestException;
import dev.foley.facade.Violation;
import io.vertx.ext.web.handler.HttpException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * Refuses query parameters that a call does not know: ignored, a misspelt {@code reuse} is paid for, and a misspelt
 * {@code state} lists everything.
 */
class KnownParameters {
    /** By the name of the resource's method; the others take none. A test holds this to the code. */
    static final Map<String, List<String>> OF = Map.of("list", List.of("state", "caller", "text", "limit", "cursor"),
            "create",
            List.of("reuse"), "costs", List.of("since", "caller"));
    /** Those that may be given more than once. */
    static final List<String> LISTS = List.of("state");

    /** Changed, missing or swapped letters that still count as a slip. */
    private static final int MOST_SLIPS = 2;

    @ServerRequestFilter
    void check(SimpleResourceInfo resource, UriInfo uri) {
        if (isOfTheApi(resource.getResourceClass())) {
            List<Violation> violations = violations(OF.getOrDefault(resource.getMethodName(), List.of()),
                    parameters(uri));
            if (!violations.isEmpty()) {
                throw new InvalidRequestException(violations);
            }
        }
    }

    private static boolean isOfTheApi(Class<?> resource) {
        return resource.getPackageName().equals(KnownParameters.class.getPackageName());
    }

    private static MultivaluedMap<String, String> parameters(UriInfo uri) {
        try {
            return uri.getQueryParameters();
        } catch (HttpException malformed) {
            throw new BadRequestException(malformed);
        }
    }

    static List<Violation> violations(List<String> known, Map<String, List<String>> given) {
        List<Violation> violations = new ArrayList<>();
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                violations.add(new Violation(Quote.plain(name), unknown(name, known)));
            } else if (values.size() > 1 && !LISTS.contains(name)) {
                violations.add(new Violation(name, String.format(Locale.ROOT,
                        "is given %d times: must be given once", values.size())));
            }
        });
        return violations;
    }

    private static String unknown(String name, List<String> known) {
        if (known.isEmpty()) {
            return "is unknown: there are no query parameters here";
        }
        return nearest(name, known).map(meant -> "is unknown: did you mean " + meant + "?")
                .orElseGet(() -> "is unknown: the query parameters are " + String.join(", ", known));
    }

    private static Optional<String> nearest(String name, List<String> known) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.length() > 2 * longest(known)
                ? Optional.empty()
                : known.stream()
                        .filter(meant -> slips(lower, meant) <= MOST_SLIPS)
                        .min((a, b) -> Integer.compare(slips(lower, a), slips(lower, b)));
    }

    private static int longest(List<String> names) {
        return names.stream().mapToInt(String::length).max().orElse(0);
    }

    /** The Levenshtein distance: how many letters have to be added, removed or replaced. */
    static int slips(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
