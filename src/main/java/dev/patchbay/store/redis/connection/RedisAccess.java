package dev.patchbay.store.redis.connection;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How servers of one kind are spoken to.
 *
 * @param tls whether over TLS; the server's certificate must then name the host of its address
 * @param certificateAuthority PEM; empty for the authorities that the JVM trusts
 * @param user empty for the server's default user
 * @param password a secret; empty where none is needed
 */
public record RedisAccess(
    boolean tls,
    Optional<Buffer> certificateAuthority,
    Optional<String> user,
    Optional<String> password) {

  /** Of a URI that holds the login itself. */
  public static RedisAccess of(URI uri) {
    return new RedisAccess(
        uri.getScheme().equals("rediss"), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same with another authority, empty for those that the JVM trusts. */
  public RedisAccess checkedAgainst(Optional<Buffer> authority) {
    return new RedisAccess(tls, authority, user, password);
  }

  /** The form in which the client takes it, a secret. */
  public URI uri(HostPort address) {
    String login =
        password.isEmpty()
            ? ""
            : encode(user.orElse("default")) + ":" + encode(password.get()) + "@";
    return URI.create((tls ? "rediss://" : "redis://") + login + address);
  }

  /** Adds what a socket needs to know of TLS. */
  public void secure(NetClientOptions socket) {
    if (!tls) {
      return;
    }
    socket.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
    certificateAuthority.ifPresent(
        pem -> socket.setTrustOptions(new PemTrustOptions().addCertValue(pem)));
  }

  private static String encode(String secret) {
    return URLEncoder.encode(secret, StandardCharsets.UTF_8);
  }

  /** Without the user and the password. */
  @Override
  public String toString() {
    return "RedisAccess[tls=" + tls + "]";
  }
}
