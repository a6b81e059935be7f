package dev.patchbay.provider;

import dev.patchbay.auth.RequestHead;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.ResourceCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Requests to a service in this process. Blocks; not for an event loop. */
final class ServiceCalls {

  /**
   * A response.
   *
   * @param entityTag the header {@code ETag}; empty where it is absent
   * @param members the members of its body; empty without a body
   */
  record Answer(int status, String entityTag, Map<String, Object> members) {

    /**
     * Returns the response itself where its status is a success.
     *
     * @throws ServiceException with the message of an error
     */
    Answer orThrow() {
      if (status >= 400) {
        throw ServiceException.badRequest(String.valueOf(members.get("message")));
      }
      return this;
    }
  }

  /** Longer than all deadlines of the service. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;
  private final BiFunction<RequestHead, byte[], Map<String, String>> signer;

  /**
   * A client of one service.
   *
   * @param signer returns the headers that sign a request
   */
  ServiceCalls(URI address, BiFunction<RequestHead, byte[], Map<String, String>> signer) {
    this.address = address;
    this.signer = signer;
  }

  Answer get(String path) {
    return send("GET", path, Map.of());
  }

  Answer post(String path, Map<String, ?> members) {
    return send("POST", path, members);
  }

  Answer patch(String path, Map<String, ?> members) {
    return send("PATCH", path, members);
  }

  Answer delete(String path) {
    return send("DELETE", path, Map.of());
  }

  private Answer send(String method, String path, Map<String, ?> members) {
    byte[] body = members.isEmpty() ? new byte[0] : ResourceCodec.encode(members);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(ANSWER_MAX)
            .method(method, BodyPublishers.ofByteArray(body));
    List<Map.Entry<String, String>> host = List.of(Map.entry("host", address.getAuthority()));
    signer.apply(new RequestHead(method, path, host), body).forEach(request::header);
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("ETag").orElse(""),
          response.body().length == 0 ? Map.of() : ResourceCodec.decode(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
