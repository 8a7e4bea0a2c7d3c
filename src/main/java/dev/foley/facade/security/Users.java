package dev.foley.facade.security;

import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import io.quarkus.runtime.configuration.ConfigurationException;
import org.wildfly.security.password.interfaces.BCryptPassword;
import org.wildfly.security.password.util.ModularCrypt;

/** Those who authenticate by a password, as configured. */
@Singleton
class Users {
    /** @param hash bcrypt's */
    record User(String name, String hash, Set<String> roles) {}

    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    /** Less is guessed too fast, more takes seconds. */
    private static final int LEAST_COST = 10;
    private static final int GREATEST_COST = 14;

    /** No {@code #}, which the names of token holders have, and no {@code :}, which Basic ends names with. */
    private static final Pattern NAME = Pattern.compile("[^#:\\p{Cntrl}]{1,100}");
    private static final String KEY = "foley.security.users.\"%s\"";

    private final Map<String, User> users = new HashMap<>();
    private final User nobody;

    /** @throws ConfigurationException that names the key which makes no sense */
    Users(SecurityConfig config) {
        int greatest = LEAST_COST;
        for (var entry : config.users().entrySet()) {
            String name = entry.getKey();
            String hash = entry.getValue().passwordHash().strip();
            checkName(name);
            greatest = Math.max(greatest, cost(name, hash));
            users.put(name, new User(name, hash, entry.getValue().roles().orElse(Set.of())));
        }
        nobody = new User("", hashOfNothing(greatest), Set.of());
    }

    /** Of random bytes: to compute one would take as long, at each start, as to check a password. */
    private static String hashOfNothing(int cost) {
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[BCryptPassword.BCRYPT_SALT_SIZE];
        byte[] hash = new byte[BCryptPassword.BCRYPT_HASH_SIZE];
        random.nextBytes(salt);
        random.nextBytes(hash);
        try {
            return ModularCrypt.encodeAsString(
                    BCryptPassword.createRaw(BCryptPassword.ALGORITHM_BCRYPT, hash, salt, cost));
        } catch (InvalidKeySpecException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isEmpty() { return users.isEmpty(); }

    /** Whoever has that name; else {@link #nobody()}. */
    User named(String name) {
        return users.getOrDefault(name, nobody);
    }

    /** Whose password nobody has, and whose hash takes as long to check as that of others: time tells no names. */
    User nobody() {
        return nobody;
    }

    private static void checkName(String name) {
        if (name.equals("anonymous") || !NAME.matcher(name).matches()) {
            throw new ConfigurationException(String.format(Locale.ROOT,
                    KEY + ": a name has 1 to 100 characters, none of them # or :, and is not "
                            + "\"anonymous\", whose jobs are those of callers without credentials",
                    name));
        }
    }

    private static int cost(String name, String hash) {
        Matcher parts = HASH.matcher(hash);
        int cost = parts.matches() ? Integer.parseInt(parts.group(1)) : 0;
        if (cost < LEAST_COST || cost > GREATEST_COST) {
            throw new ConfigurationException(String.format(Locale.ROOT,
                    KEY + ".password-hash is no bcrypt hash with a cost from %d to %d, which "
                            + "htpasswd -nBC 12 %1$s makes; only what it prints after the colon belongs here",
                    name, LEAST_COST, GREATEST_COST));
        }
        return cost;
    }
}
