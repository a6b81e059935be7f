package dev.patchbay.provider;

import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.ErrorJson;
import dev.patchbay.wire.JsonReader;
import dev.patchbay.wire.ResourceCodec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Base64;
import java.util.Set;

/**
 * Answers verifiers that ask for a message: they post {@code {"description": ..., "providerStates":
 * [...]}} to the address of the service unless their options name another one. The states are set
 * up before, as for requests.
 */
final class MessageEndpoint {

  private static final String METADATA = "Pact-Message-Metadata";

  private final ContractMessages messages;

  MessageEndpoint(ContractMessages messages) {
    this.messages = messages;
  }

  /** Whether a verifier asks for a message; the service has no operation of this path. */
  static boolean isAskedBy(HttpServerRequest request) {
    return request.method().equals(HttpMethod.POST) && request.path().equals("/");
  }

  Future<Void> answer(Vertx vertx, HttpServerRequest request, Buffer body) {
    return vertx
        .executeBlocking(() -> render(body.getBytes()))
        .compose(
            message ->
                request
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, message.contentType())
                    .putHeader(METADATA, encoded(message))
                    .end(Buffer.buffer(message.contents())))
        .recover(
            failure ->
                failure instanceof ServiceException refusal
                    ? refuse(request, refusal)
                    : Future.failedFuture(failure));
  }

  /** The description is for people: the states alone decide which message this is. */
  private ContractMessage render(byte[] body) {
    JsonReader.read(body, Set.of("description", "providerStates"));
    return messages.render();
  }

  private static String encoded(ContractMessage message) {
    return Base64.getEncoder().encodeToString(ResourceCodec.encode(message.metadata()));
  }

  private static Future<Void> refuse(HttpServerRequest request, ServiceException refusal) {
    return request
        .response()
        .setStatusCode(refusal.code().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader("X-Amzn-ErrorType", refusal.code().shape())
        .end(Buffer.buffer(ErrorJson.encode(refusal)));
  }
}
