package dev.patchbay.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.gateway.socket.ConnectionCommand;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A command of one replica to another, as an HTTP request.
 *
 * @param replicaId the receiver
 * @param deadlineMillis in the time of Redis; it is not carried out later
 */
record ForwardedCommand(
    String replicaId,
    String apiId,
    String connectionId,
    ConnectionCommand command,
    long deadlineMillis) {

  private static final String PATH = "/connections/";
  private static final String MESSAGES_PATH = "/messages/";
  private static final String REPLICA = "x-patchbay-replica";
  private static final String DEADLINE = "x-patchbay-deadline";
  private static final String DELIVERY = "x-patchbay-delivery";
  private static final String SIGNATURE = "x-patchbay-signature";
  private static final String ALGORITHM = "HmacSHA256";

  HttpMethod method() {
    if (command instanceof ConnectionCommand.Post) {
      return HttpMethod.POST;
    }
    return command instanceof ConnectionCommand.Delete ? HttpMethod.DELETE : HttpMethod.GET;
  }

  String path() {
    String begin = command instanceof ConnectionCommand.Messages ? MESSAGES_PATH : PATH;
    return begin + apiId + "/" + connectionId;
  }

  Buffer body() {
    return command instanceof ConnectionCommand.Post post ? post.payload() : Buffer.buffer();
  }

  private String deliveryId() {
    return command instanceof ConnectionCommand.Post post ? post.deliveryId() : "";
  }

  /**
   * Adds the headers of the request.
   *
   * @param key the secret of the receiver
   */
  void putHeaders(MultiMap headers, String key) {
    headers
        .set(REPLICA, replicaId)
        .set(DEADLINE, Long.toString(deadlineMillis))
        .set(DELIVERY, deliveryId())
        .set(SIGNATURE, HexFormat.of().formatHex(signature(key)));
  }

  /**
   * Reads a request, and verifies its signature.
   *
   * @param key the secret of this replica
   * @return nothing where another one has made it
   */
  static Optional<ForwardedCommand> of(
      HttpMethod method, String path, MultiMap headers, Buffer body, String key) {
    @Nullable String replica = headers.get(REPLICA);
    @Nullable String deadline = headers.get(DEADLINE);
    @Nullable String delivery = headers.get(DELIVERY);
    @Nullable String signature = headers.get(SIGNATURE);
    boolean ofMessages = path.startsWith(MESSAGES_PATH) && method.equals(HttpMethod.GET);
    String begin = ofMessages ? MESSAGES_PATH : PATH;
    String[] parts =
        path.startsWith(begin) ? path.substring(begin.length()).split("/", -1) : new String[0];
    if (replica == null
        || deadline == null
        || delivery == null
        || signature == null
        || parts.length != 2) {
      return Optional.empty();
    }
    try {
      ForwardedCommand read =
          new ForwardedCommand(
              replica,
              parts[0],
              parts[1],
              ofMessages ? new ConnectionCommand.Messages() : command(method, body, delivery),
              Long.parseLong(deadline));
      byte[] given = HexFormat.of().parseHex(signature);
      return MessageDigest.isEqual(given, read.signature(key))
          ? Optional.of(read)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ConnectionCommand command(HttpMethod method, Buffer body, String delivery) {
    if (method.equals(HttpMethod.POST)) {
      return new ConnectionCommand.Post(body, delivery);
    }
    return method.equals(HttpMethod.GET)
        ? new ConnectionCommand.Get()
        : new ConnectionCommand.Delete();
  }

  private byte[] signature(String key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
      mac.update(
          String.join(
                  "\n",
                  method().name(),
                  path(),
                  replicaId,
                  Long.toString(deadlineMillis),
                  deliveryId(),
                  "")
              .getBytes(UTF_8));
      return mac.doFinal(body().getBytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
    }
  }
}
