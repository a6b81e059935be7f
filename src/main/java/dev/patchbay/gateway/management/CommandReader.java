package dev.patchbay.gateway.management;

import dev.patchbay.gateway.socket.ConnectionCommand;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the commands of backends from their requests. */
final class CommandReader {

  private static final Map<HttpMethod, String> OPERATIONS =
      Map.of(
          HttpMethod.POST,
          "PostToConnection",
          HttpMethod.GET,
          "GetConnection",
          HttpMethod.DELETE,
          "DeleteConnection");

  /** The SDKs send it with all attempts of one call. */
  private static final String INVOCATION = "amz-sdk-invocation-id";

  /** Longer than the UUID of an SDK. */
  private static final int INVOCATION_LENGTH_MAX = 64;

  private CommandReader() {}

  /** Returns AWS's name of the operation of a request; empty for methods without one. */
  static Optional<String> operation(HttpServerRequest request) {
    return Optional.ofNullable(OPERATIONS.get(request.method()));
  }

  /** Returns the command of a request whose method has an operation. */
  static ConnectionCommand command(HttpServerRequest request, Buffer body, String requestId) {
    if (request.method().equals(HttpMethod.GET)) {
      return new ConnectionCommand.Get();
    }
    if (request.method().equals(HttpMethod.DELETE)) {
      return new ConnectionCommand.Delete();
    }
    @Nullable String invocation = request.getHeader(INVOCATION);
    return new ConnectionCommand.Post(
        body,
        invocation == null || invocation.length() > INVOCATION_LENGTH_MAX ? requestId : invocation);
  }
}
