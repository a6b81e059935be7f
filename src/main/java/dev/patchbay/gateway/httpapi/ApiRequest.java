package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.event.RequestParameters;
import dev.patchbay.gateway.http.HttpAddress;
import dev.patchbay.gateway.route.Route;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/**
 * A request of a client to a stage of an HTTP API.
 *
 * @param prefix what the client sent before the path: the stage, or the key of a mapping
 * @param isCustom whether the host is a custom domain name
 * @param query nothing decoded; empty where there is none
 * @param timeMillis when it arrived, since the epoch
 */
record ApiRequest(
    String apiId,
    String stage,
    String prefix,
    RequestPath path,
    boolean isCustom,
    String domainName,
    String method,
    String protocol,
    String query,
    RequestParameters parameters,
    String sourceIp,
    String requestId,
    long timeMillis,
    Buffer body) {

  private static final String HTTP_1_0 = "HTTP/1.0";

  /**
   * Reads the head of a request.
   *
   * @param place the stage that takes it
   */
  static ApiRequest of(
      HttpServerRequest request,
      HttpAddress address,
      StagePath place,
      RequestPath path,
      RequestParameters parameters,
      String requestId,
      long timeMillis) {
    String query = request.query();
    return new ApiRequest(
        address.apiId(),
        place.stage(),
        place.prefix(),
        path,
        address.isCustom(),
        address.domainName(),
        request.method().name(),
        request.version() == HttpVersion.HTTP_1_0 ? HTTP_1_0 : "HTTP/1.1",
        query == null ? "" : query,
        parameters,
        request.remoteAddress().host(),
        requestId,
        timeMillis,
        Buffer.buffer());
  }

  /** The same with its body. */
  ApiRequest with(Buffer received) {
    return with(parameters, query, received);
  }

  /** The same with other parameters. */
  ApiRequest with(RequestParameters changed, String changedQuery) {
    return with(changed, changedQuery, body);
  }

  private ApiRequest with(RequestParameters changed, String changedQuery, Buffer received) {
    return new ApiRequest(
        apiId,
        stage,
        prefix,
        path,
        isCustom,
        domainName,
        method,
        protocol,
        changedQuery,
        changed,
        sourceIp,
        requestId,
        timeMillis,
        received);
  }

  /** The first label of the domain name. */
  String domainPrefix() {
    int dot = domainName.indexOf('.');
    return dot < 0 ? domainName : domainName.substring(0, dot);
  }

  /** The length of the body; of one that is not read yet, the length that the head announces. */
  String contentLength() {
    return body.length() > 0
        ? String.valueOf(body.length())
        : parameters.headers().getOrDefault("Content-Length", List.of("0")).get(0);
  }

  /** The header User-Agent; empty where there is none. */
  String userAgent() {
    return parameters.headers().getOrDefault("User-Agent", List.of("")).get(0);
  }

  /** The path as the client sent it, decoded. */
  String clientPath() {
    return prefix + path.text();
  }

  /** The path with its stage, but without the key of a mapping, decoded. */
  String stagePath() {
    return isCustom || stage.equals(Route.DEFAULT) ? path.text() : "/" + stage + path.text();
  }
}
