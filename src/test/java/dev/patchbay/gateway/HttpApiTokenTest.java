package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.execution.LambdaFunctions.FunctionResult;
import dev.patchbay.testkit.RawAnswer;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes of HTTP APIs with JWT authorizers (AWS: Control access with JWT authorizers). */
final class HttpApiTokenTest {

  @TempDir private Path directory;
  private TokenIssuer issuer;
  private LocalGateway gateway;
  private volatile JsonObject event = new JsonObject();

  @BeforeEach
  void start() throws Exception {
    issuer = new TokenIssuer(directory);
    gateway = LocalGateway.start(LocalGateway.OPEN, Optional.of(issuer.certificate()));
    gateway.functions =
        invocation -> {
          event = new JsonObject(invocation.payload());
          return Future.succeededFuture(new FunctionResult(200, "\"in\"", Optional.empty()));
        };
    deploy(List.of(), "$request.header.Authorization");
  }

  @AfterEach
  void close() throws Exception {
    gateway.close();
    issuer.close();
  }

  private void deploy(List<String> scopes, String source) {
    gateway.deploy(
        SnapshotBuilder.http()
            .function("i", "arn:aws:lambda:us-east-1:000000000000:function:f")
            .authorizer(
                "a",
                Map.of(
                    "authorizerType",
                    "JWT",
                    "identitySource",
                    List.of(source),
                    "jwtConfiguration",
                    Map.of("issuer", issuer.uri(), "audience", List.of("shop", "other"))))
            .route(
                "$default",
                "i",
                Map.of(
                    "authorizationType", "JWT",
                    "authorizerId", "a",
                    "authorizationScopes", scopes)));
  }

  private RawAnswer get(String... headers) throws Exception {
    return HttpApiClient.get(gateway.port(), LocalGateway.PATH + "/x", headers);
  }

  private RawAnswer with(String token) throws Exception {
    return get("Authorization: Bearer " + token);
  }

  private static void assertUnauthorized(RawAnswer answer, String description) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(answer.headers())
        .containsEntry(
            "www-authenticate",
            "Bearer scope=\"\" error=\"invalid_token\" error_description=\"%s\""
                .formatted(description));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384", "RS512", "ES256"})
  void aTokenOfTheIssuerIsAccepted(String algorithm) throws Exception {
    JsonObject claims =
        issuer.claims().put("cognito:groups", new JsonArray().add("a").add("b")).put("ok", true);
    assertThat(with(issuer.token(algorithm, claims)).body()).isEqualTo("in");
    JsonObject authorizer = event.getJsonObject("requestContext").getJsonObject("authorizer");
    JsonObject seen = authorizer.getJsonObject("jwt").getJsonObject("claims");
    assertThat(seen.getString("sub")).isEqualTo("ann");
    assertThat(seen.getString("cognito:groups")).isEqualTo("[a b]");
    assertThat(seen.getString("ok")).isEqualTo("true");
    assertThat(seen.getString("exp")).matches("[0-9]{10}");
    assertThat(authorizer.getJsonObject("jwt").getValue("scopes")).isNull();
    assertThat(issuer.reads).hasValue(1);
  }

  @Test
  void aTokenMayStandAloneAndInTheQuery() throws Exception {
    assertThat(get("Authorization: " + issuer.token("RS256", issuer.claims())).status())
        .isEqualTo(200);
    deploy(List.of(), "$request.querystring.token");
    RawAnswer answer =
        HttpApiClient.get(
            gateway.port(),
            LocalGateway.PATH + "/x?token=" + issuer.token("RS256", issuer.claims()));
    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Authorization: Bearer ", "Authorization:"})
  void aRequestWithoutATokenIsUnauthorized(String header) throws Exception {
    RawAnswer answer = header.isEmpty() ? get() : get(header);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
    assertThat(issuer.reads).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({
    "iss, \"https://other.example\", the token does not have a valid issuer",
    "aud, \"shops\", the token does not have a valid audience",
    "aud, '[\"a\",\"b\"]', the token does not have a valid audience",
    "aud, , the token does not have a valid audience",
    "exp, 1, the token has expired",
    "exp, , the token has expired",
    "nbf, 99999999999, the token is not valid yet",
    "iat, 99999999999, the token was issued in the future"
  })
  void aClaimThatDoesNotHoldIsUnauthorized(String claim, String value, String description)
      throws Exception {
    JsonObject claims = issuer.claims();
    claims.remove(claim);
    if (value != null) {
      claims.put(claim, Json.decodeValue(value));
    }
    assertUnauthorized(with(issuer.token("RS256", claims)), description);
    assertThat(issuer.reads).hasValue(0);
  }

  @Test
  void aClientIdCountsWhereThereIsNoAudience() throws Exception {
    JsonObject claims = issuer.claims().put("client_id", "other");
    assertThat(with(issuer.token("RS256", claims)).status()).isEqualTo(200);
    claims.put("aud", "none");
    assertThat(with(issuer.token("RS256", claims)).status()).isEqualTo(401);
    claims.remove("aud");
    assertThat(with(issuer.token("RS256", claims)).status()).isEqualTo(200);
  }

  @Test
  void aTokenThatTheIssuerHasNotSignedIsUnauthorized() throws Exception {
    for (String algorithm : List.of("RS256", "ES256")) {
      assertUnauthorized(
          with(TokenIssuer.forged(issuer.token(algorithm, issuer.claims()))),
          "the token has an invalid signature");
    }
    Map<String, Object> otherKind = Map.of("alg", "RS256", "kid", "key-ec");
    assertUnauthorized(
        with(issuer.token(otherKind, issuer.claims(), "RS256")),
        "the token has an invalid signature");
    for (String unsafe : List.of("none", "HS256", "rs256")) {
      Map<String, Object> header = Map.of("alg", unsafe, "kid", "key-rsa");
      assertUnauthorized(
          with(issuer.token(header, issuer.claims(), "RS256")), "signing method is invalid");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "x, token contains an invalid number of segments",
    "a.b.c.d, token contains an invalid number of segments",
    "%.b.c, a part of the token is not base64url",
    "YQ.YQ.YQ, a part of the token is no JSON object"
  })
  void anotherTextIsUnauthorized(String text, String description) throws Exception {
    assertUnauthorized(with(text), description);
  }

  @Test
  void anUnknownKeyIsLookedForSeldom() throws Exception {
    String old = issuer.token("RS256", issuer.claims());
    assertThat(with(old).status()).isEqualTo(200);
    issuer.keyId = "next-";
    String next = issuer.token("RS256", issuer.claims());
    assertUnauthorized(with(next), "unable to find a signing key that matches the kid");
    assertThat(issuer.reads).hasValue(1);
    gateway.clock.advanceMillis(30_000);
    assertThat(with(next).status()).isEqualTo(200);
    assertThat(with(old).status()).isEqualTo(401);
    assertThat(issuer.reads).hasValue(2);
  }

  @Test
  void keysCountOnWhileTheIssuerDoesNotAnswer() throws Exception {
    String token = issuer.token("RS256", issuer.claims());
    issuer.status = 503;
    assertUnauthorized(with(token), "OIDC discovery endpoint communication error");
    issuer.status = 200;
    gateway.clock.advanceMillis(30_000);
    assertThat(with(token).status()).isEqualTo(200);
    issuer.status = 503;
    gateway.clock.advanceMillis(1_000_000);
    assertThat(with(token).status()).isEqualTo(200);
    gateway.clock.advanceMillis(7_200_000);
    assertThat(with(token).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "scope, '\"read write\"', '[\"write\"]'",
    "scope, '\"write\"', '[\"write\"]'",
    "scp, '[\"x\",\"write\",\"admin\"]', '[\"write\",\"admin\"]'"
  })
  void aTokenNeedsOneOfTheScopes(String claim, String scopes, String seen) throws Exception {
    deploy(List.of("write", "admin"), "$request.header.Authorization");
    JsonObject claims = issuer.claims().put(claim, Json.decodeValue(scopes));
    assertThat(with(issuer.token("RS256", claims)).status()).isEqualTo(200);
    assertThat(
            event
                .getJsonObject("requestContext")
                .getJsonObject("authorizer")
                .getJsonObject("jwt")
                .getJsonArray("scopes"))
        .isEqualTo(new JsonArray(seen));
  }

  @Test
  void aTokenWithoutTheScopesIsForbidden() throws Exception {
    deploy(List.of("write", "admin"), "$request.header.Authorization");
    RawAnswer answer = with(issuer.token("RS256", issuer.claims().put("scope", "read")));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    assertThat(answer.headers().get("www-authenticate"))
        .startsWith("Bearer scope=\"write admin\" error=\"insufficient_scope\"");
  }
}
