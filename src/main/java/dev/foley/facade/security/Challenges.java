package dev.foley.facade.security;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

/** What a refused request is told to bring: the values of WWW-Authenticate. */
@Singleton
public class Challenges {
    private static final String BEARER = "Bearer realm=\"Foley\"";
    private static final String BASIC = "Basic realm=\"Foley\", charset=\"UTF-8\"";

    private final boolean tokens;
    private final boolean users;

    Challenges(BearerTokens tokens, Users users) {
        this.tokens = tokens.areAccepted();
        this.users = !users.isEmpty();
    }

    /** @param authorization the header that was refused; null for none */
    public List<String> of(@Nullable String authorization) {
        List<String> challenges = new ArrayList<>();
        if (tokens) {
            boolean refused = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
            challenges.add(refused ? BEARER + ", error=\"invalid_token\"" : BEARER);
        }
        if (users || challenges.isEmpty()) {
            challenges.add(BASIC);
        }
        return challenges;
    }
}
