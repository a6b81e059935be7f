package dev.patchbay.gateway.backend;

import dev.patchbay.gateway.event.CallOrigin;
import dev.patchbay.gateway.event.RequestIds;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers of a request to a service of AWS, as API Gateway sends them before it signs it. */
final class ServiceHeaders {

  private static final String TRACE_ID = "X-Amzn-Trace-Id";

  /** Headers that identify the caller of the request. */
  private static final Set<String> OF_CALLER =
      Set.of(
          "host",
          "authorization",
          "x-amz-content-sha256",
          "x-amz-date",
          "x-amz-security-token",
          "x-amz-source-arn");

  private final RequestIds ids;
  private final InstantSource clock;

  ServiceHeaders(RequestIds ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** Returns the headers of a call from a part of an API, named by its ARN. */
  MultiMap of(CallOrigin origin, String sourceArn) {
    String apiId = origin.apiId();
    return HttpHeaders.headers()
        .set("x-amzn-apigateway-api-id", apiId)
        .set("Accept", "application/json")
        .set("User-Agent", "AmazonAPIGateway_" + apiId)
        .set(TRACE_ID, traceId(origin))
        .set("X-Amz-Source-Arn", sourceArn);
  }

  private String traceId(CallOrigin origin) {
    return origin.traceId().orElseGet(() -> ids.nextTrace(clock.instant().getEpochSecond()));
  }

  /** Adds the mapped headers, except for the headers that the signature of the request sets. */
  static void map(Map<String, String> mapped, MultiMap headers) {
    mapped.forEach(
        (name, value) -> {
          if (!OF_CALLER.contains(name.toLowerCase(Locale.ROOT))) {
            CallHeaders.map(name, value, headers);
          }
        });
  }
}
