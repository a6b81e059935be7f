package dev.patchbay.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.testkit.TestCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer of tokens with keys of its own, which publishes the public ones with TLS. */
final class TokenIssuer implements AutoCloseable {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** To make these keys takes long, so all issuers of a JVM have the same. */
  private static final KeyPair RSA =
      pair("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));

  private static final KeyPair EC = pair("EC", new ECGenParameterSpec("secp256r1"));

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final Path certificate;

  /** How often the keys were read. */
  final AtomicInteger reads = new AtomicInteger();

  /** The identifier under which the keys are published, with the type behind it. */
  volatile String keyId = "key-";

  /** The status of its answers. */
  volatile int status = 200;

  TokenIssuer(Path directory) throws Exception {
    certificate = directory.resolve("issuer.crt");
    Path key = directory.resolve("issuer.key");
    TestCertificate.make("issuer").write(certificate, key);
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost("127.0.0.1")
                    .setPort(0)
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .addCertPath(certificate.toString())
                            .addKeyPath(key.toString())))
            .requestHandler(
                request -> {
                  boolean isKeys = request.path().equals("/pool/keys");
                  if (isKeys) {
                    reads.incrementAndGet();
                  }
                  request
                      .response()
                      .setStatusCode(status)
                      .end((isKeys ? keys() : configuration()).encode());
                })
            .listen()
            .await(20, TimeUnit.SECONDS);
  }

  private static KeyPair pair(String algorithm, AlgorithmParameterSpec kind) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(kind);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Path certificate() {
    return certificate;
  }

  String uri() {
    return "https://127.0.0.1:" + server.actualPort() + "/pool";
  }

  private JsonObject configuration() {
    return new JsonObject().put("issuer", uri()).put("jwks_uri", uri() + "/keys");
  }

  private JsonObject keys() {
    RSAPublicKey rsaKey = (RSAPublicKey) RSA.getPublic();
    ECPublicKey ecKey = (ECPublicKey) EC.getPublic();
    return new JsonObject()
        .put(
            "keys",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("kty", "RSA")
                        .put("kid", keyId + "rsa")
                        .put("n", number(rsaKey.getModulus(), 256))
                        .put("e", number(rsaKey.getPublicExponent(), 3)))
                .add(
                    new JsonObject()
                        .put("kty", "EC")
                        .put("crv", "P-256")
                        .put("kid", keyId + "ec")
                        .put("x", number(ecKey.getW().getAffineX(), 32))
                        .put("y", number(ecKey.getW().getAffineY(), 32))));
  }

  private static String number(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] padded = new byte[length];
    int copied = Math.min(bytes.length, length);
    System.arraycopy(bytes, bytes.length - copied, padded, length - copied, copied);
    return BASE64.encodeToString(padded);
  }

  /** The claims of a token that is valid for some minutes. */
  JsonObject claims() {
    long nowSeconds = System.currentTimeMillis() / 1000;
    return new JsonObject()
        .put("iss", uri())
        .put("aud", "shop")
        .put("sub", "ann")
        .put("iat", nowSeconds - 60)
        .put("exp", nowSeconds + 600);
  }

  /** A token of an algorithm of the JDK by its name in tokens. */
  String token(String algorithm, JsonObject claims) throws Exception {
    String type = algorithm.startsWith("ES") ? "ec" : "rsa";
    return token(Map.of("alg", algorithm, "kid", keyId + type), claims, algorithm);
  }

  String token(Map<String, Object> header, JsonObject claims, String algorithm) throws Exception {
    String signed =
        BASE64.encodeToString(new JsonObject(header).encode().getBytes(UTF_8))
            + "."
            + BASE64.encodeToString(claims.encode().getBytes(UTF_8));
    boolean isEc = algorithm.startsWith("ES");
    Signature signer =
        Signature.getInstance(
            "SHA" + algorithm.substring(2) + (isEc ? "withECDSAinP1363Format" : "withRSA"));
    signer.initSign(isEc ? EC.getPrivate() : RSA.getPrivate());
    signer.update(signed.getBytes(UTF_8));
    return signed + "." + BASE64.encodeToString(signer.sign());
  }

  /** The same token with other bytes in the place of its signature. */
  static String forged(String token) {
    int dot = token.lastIndexOf('.');
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
    signature[signature.length / 2] ^= 1;
    return token.substring(0, dot + 1)
        + BASE64.encodeToString(Arrays.copyOf(signature, signature.length));
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
  }
}
