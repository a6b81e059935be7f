package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.event.RequestTime;
import dev.patchbay.gateway.route.HttpRoutes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The events of functions in the payload format 2.0, whose members are left out where empty. */
final class SecondFormat {

  private static final String COOKIE = "cookie";

  private SecondFormat() {}

  /** The event for an integration. */
  static Map<String, @Nullable Object> event(ApiVariables variables, ApiCaller caller) {
    Map<String, @Nullable Object> members = withoutBody(variables, caller);
    EventBody body = EventBody.of(variables.request());
    if (!body.isEmpty()) {
      members.put("body", body.text());
    }
    members.put("isBase64Encoded", body.isBase64());
    return members;
  }

  /** The event for an authorizer, which sees no body. */
  static Map<String, @Nullable Object> withoutBody(ApiVariables variables, ApiCaller caller) {
    ApiRequest request = variables.request();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("version", "2.0");
    addRequest(request, variables.match(), members);
    members.put("requestContext", context(variables, caller));
    addVariables(variables.match(), variables.stageVariables(), members);
    return members;
  }

  private static void addRequest(
      ApiRequest request, HttpRoutes.Match match, Map<String, @Nullable Object> members) {
    members.put("routeKey", match.route().key());
    members.put("rawPath", request.stagePath());
    members.put("rawQueryString", request.query());
    List<String> cookies =
        request.parameters().headers().getOrDefault(COOKIE, List.of()).stream()
            .flatMap(value -> Stream.of(value.split(";", -1)))
            .map(String::strip)
            .toList();
    if (!cookies.isEmpty()) {
      members.put("cookies", cookies);
    }
    members.put("headers", headers(request));
    if (!request.parameters().query().isEmpty()) {
      members.put("queryStringParameters", joined(request.parameters().query()));
    }
  }

  private static Map<String, String> headers(ApiRequest request) {
    Map<String, String> headers = new TreeMap<>();
    ConnectionHeaders.forEachOther(
        request.parameters().headers(),
        (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    headers.remove(COOKIE);
    headers.put("content-length", request.contentLength());
    return headers;
  }

  private static Map<String, String> joined(Map<String, List<String>> values) {
    Map<String, String> joined = new LinkedHashMap<>();
    values.forEach((name, all) -> joined.put(name, String.join(",", all)));
    return joined;
  }

  private static Map<String, @Nullable Object> context(ApiVariables variables, ApiCaller caller) {
    ApiRequest request = variables.request();
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    context.put("accountId", variables.context().get("accountId"));
    context.put("apiId", request.apiId());
    caller.second().ifPresent(authorizer -> context.put("authorizer", authorizer));
    context.put("domainName", request.domainName());
    context.put("domainPrefix", request.domainPrefix());
    Map<String, Object> http = new LinkedHashMap<>();
    http.put("method", request.method());
    http.put("path", request.stagePath());
    http.put("protocol", request.protocol());
    http.put("sourceIp", request.sourceIp());
    http.put("userAgent", request.userAgent());
    context.put("http", http);
    context.put("requestId", request.requestId());
    context.put("routeKey", variables.match().route().key());
    context.put("stage", request.stage());
    context.put("time", RequestTime.text(request.timeMillis()));
    context.put("timeEpoch", request.timeMillis());
    return context;
  }

  private static void addVariables(
      HttpRoutes.Match match,
      Map<String, String> stageVariables,
      Map<String, @Nullable Object> members) {
    if (!match.parameters().isEmpty()) {
      members.put("pathParameters", match.pathParameters());
    }
    if (!stageVariables.isEmpty()) {
      members.put("stageVariables", new TreeMap<>(stageVariables));
    }
  }
}
