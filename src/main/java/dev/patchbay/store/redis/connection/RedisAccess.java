package dev.patchbay.store.redis.connection;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * TLS and login for servers of one kind.
 *
 * @param tls whether to use TLS; the certificate of the server must then name the host of its
 *     address
 * @param certificateAuthority PEM; empty for the authorities that the JVM trusts
 * @param user empty for the server's default user
 * @param password a secret; empty where none is needed
 */
public record RedisAccess(
    boolean tls,
    Optional<Buffer> certificateAuthority,
    Optional<String> user,
    Optional<String> password) {

  /** Reads the login from a URI. */
  public static RedisAccess of(URI uri) {
    return new RedisAccess(
        uri.getScheme().equals("rediss"), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns a copy with another authority, empty for the authorities that the JVM trusts. */
  public RedisAccess checkedAgainst(Optional<Buffer> authority) {
    return new RedisAccess(tls, authority, user, password);
  }

  /** Returns the URI for the client, a secret. */
  public URI uri(HostPort address) {
    String login =
        password.isEmpty()
            ? ""
            : encode(user.orElse("default")) + ":" + encode(password.get()) + "@";
    return URI.create((tls ? "rediss://" : "redis://") + login + address);
  }

  /** Configures TLS of a socket. */
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

  /** Leaves user and password out. */
  @Override
  public String toString() {
    return "RedisAccess[tls=" + tls + "]";
  }
}
