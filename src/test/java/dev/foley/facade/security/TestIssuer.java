package dev.foley.facade.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** An OpenID Connect issuer on a loopback port: discovery and keys, as far as a service asks for them. */
public class TestIssuer implements QuarkusTestResourceLifecycleManager {
    static final String URL = "test.issuer.url";
    static final String KEY = "test.issuer.key";
    static final String AUDIENCE = "foley";
    static final String KEY_ID = "k1";

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        KeyPair keys = newKeys();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        // Encoded here: the server's own thread has another class loader, in which Vert.x does not find how.
        String configuration = new JsonObject()
                .put("issuer", url)
                .put("jwks_uri", url + "/jwks")
                .put("token_endpoint", url + "/token")
                .encode();
        String jwks = new JsonObject()
                .put("keys", new JsonArray().add(jwk((RSAPublicKey) keys.getPublic())))
                .encode();
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, configuration));
        server.createContext("/jwks", exchange -> answer(exchange, jwks));
        server.start();
        return Map.of("quarkus.oidc.auth-server-url", url, "quarkus.oidc.token.audience", AUDIENCE, URL, url, KEY,
                Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** A token that holds, in all that is not changed after. */
    static JwtClaimsBuilder claims(String issuer, String subject) {
        return Jwt.issuer(issuer).subject(subject).audience(AUDIENCE).expiresIn(60);
    }

    static String signed(JwtClaimsBuilder claims, PrivateKey key) {
        return claims.jws().keyId(KEY_ID).sign(key);
    }

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static PrivateKey privateKey(String encoded) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject jwk(RSAPublicKey key) {
        return new JsonObject().put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", KEY_ID)
                .put("n", base64(key.getModulus()))
                .put("e", base64(key.getPublicExponent()));
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
