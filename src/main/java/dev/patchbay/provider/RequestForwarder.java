package dev.patchbay.provider;

import dev.patchbay.auth.AuthException;
import dev.patchbay.auth.RequestHead;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Sends requests on to a service with a signature of its own, and its answers back. */
final class RequestForwarder {

  /** Requests to paths below it store nothing, whatever their method is. */
  private static final String NOTHING_STORED = "/patchbay/";

  /** The headers of one connection, and the headers that the new signature replaces. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "host",
          "connection",
          "keep-alive",
          "content-length",
          "transfer-encoding",
          "expect",
          "upgrade",
          "authorization",
          "x-amz-date",
          "x-amz-content-sha256",
          "x-amz-security-token");

  private final HttpClient client;
  private final URI service;
  private final BiFunction<RequestHead, byte[], Map<String, String>> signer;
  private final Runnable writeEnded;

  /**
   * A forwarder to one service.
   *
   * @param signer returns the headers that sign a request
   * @param writeEnded called for each answer of a write, before it is forwarded
   */
  RequestForwarder(
      HttpClient client,
      URI service,
      BiFunction<RequestHead, byte[], Map<String, String>> signer,
      Runnable writeEnded) {
    this.client = client;
    this.service = service;
    this.signer = signer;
    this.writeEnded = writeEnded;
  }

  /** Forwards a request; completes when its answer is sent. */
  Future<Void> forward(HttpServerRequest request, Buffer body) {
    List<Map.Entry<String, String>> headers =
        request.headers().entries().stream()
            .filter(header -> !NOT_PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT)))
            .toList();
    RequestOptions options =
        new RequestOptions()
            .setHost(service.getHost())
            .setPort(service.getPort())
            .setMethod(request.method())
            .setURI(request.uri());
    headers.forEach(header -> options.addHeader(header.getKey(), header.getValue()));
    sign(request, headers, body).forEach(options::addHeader);
    return client
        .request(options)
        .compose(
            onward -> {
              // The end of a subscriber ends the stream of changes.
              request.response().closeHandler(closed -> onward.reset());
              return send(onward, body);
            })
        .compose(answer -> answer(request, answer));
  }

  /** A request that cannot be signed is forwarded unchanged, so that the service refuses it. */
  private Map<String, String> sign(
      HttpServerRequest request, List<Map.Entry<String, String>> headers, Buffer body) {
    List<Map.Entry<String, String>> signed = new ArrayList<>(headers);
    signed.add(Map.entry("host", service.getAuthority()));
    try {
      return signer.apply(
          new RequestHead(request.method().name(), request.uri(), signed), body.getBytes());
    } catch (AuthException ignored) {
      return Map.of();
    }
  }

  private static Future<HttpClientResponse> send(HttpClientRequest onward, Buffer body) {
    return body.length() == 0 ? onward.send() : onward.send(body);
  }

  private Future<Void> answer(HttpServerRequest request, HttpClientResponse answer) {
    if (!request.method().name().equals("GET") && !request.path().startsWith(NOTHING_STORED)) {
      writeEnded.run();
    }
    HttpServerResponse response = request.response().setStatusCode(answer.statusCode());
    answer
        .headers()
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase("connection") && !name.equalsIgnoreCase("keep-alive")) {
                response.headers().add(name, value);
              }
            });
    return answer.headers().contains(HttpHeaders.TRANSFER_ENCODING)
            || answer.headers().contains(HttpHeaders.CONTENT_LENGTH)
        ? answer.pipeTo(response)
        : answer.end().compose(ended -> response.end());
  }
}
