package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.event.HandshakeParameters;
import dev.patchbay.gateway.event.RequestTime;
import dev.patchbay.gateway.route.HttpRoutes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The events of functions in the payload format 1.0, whose members are null where empty. */
final class FirstFormat {

  /** The members of the identity of a caller that is not known. */
  private static final List<String> IDENTITY =
      List.of(
          "accessKey",
          "accountId",
          "caller",
          "cognitoAuthenticationProvider",
          "cognitoAuthenticationType",
          "cognitoIdentityId",
          "cognitoIdentityPoolId",
          "principalOrgId",
          "sourceIp",
          "user",
          "userAgent",
          "userArn");

  private FirstFormat() {}

  /** The event for an integration. */
  static Map<String, @Nullable Object> event(ApiVariables variables, ApiCaller caller) {
    ApiRequest request = variables.request();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("version", "1.0");
    addRequest(request, variables.match(), members);
    members.put("requestContext", context(variables, caller));
    addVariables(variables.match(), variables.stageVariables(), members);
    EventBody body = EventBody.of(request);
    members.put("body", body.isEmpty() ? null : body.text());
    members.put("isBase64Encoded", body.isBase64());
    return members;
  }

  private static void addRequest(
      ApiRequest request, HttpRoutes.Match match, Map<String, @Nullable Object> members) {
    members.put("resource", match.route().path());
    members.put("path", request.clientPath());
    members.put("httpMethod", request.method());
    NavigableMap<String, List<String>> headers = headers(request);
    members.put("headers", HandshakeParameters.last(headers));
    members.put("multiValueHeaders", headers);
    NavigableMap<String, List<String>> query = request.parameters().query();
    members.put("queryStringParameters", query.isEmpty() ? null : HandshakeParameters.last(query));
    members.put("multiValueQueryStringParameters", query.isEmpty() ? null : query);
  }

  /** The names are spelled as the client spells them, except for these three. */
  private static NavigableMap<String, List<String>> headers(ApiRequest request) {
    Map<String, List<String>> received = request.parameters().headers();
    Set<String> ofConnection = ConnectionHeaders.of(received);
    NavigableMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Length", List.of(String.valueOf(request.body().length())));
    headers.put("Host", received.getOrDefault("Host", List.of(request.domainName())));
    headers.put("User-Agent", List.of(request.userAgent()));
    received.forEach(
        (name, values) -> {
          if (ofConnection.stream().noneMatch(name::equalsIgnoreCase)) {
            headers.putIfAbsent(name, values);
          }
        });
    return headers;
  }

  private static Map<String, @Nullable Object> context(ApiVariables variables, ApiCaller caller) {
    ApiRequest request = variables.request();
    String routePath = variables.match().route().path();
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    context.put("accountId", variables.context().get("accountId"));
    context.put("apiId", request.apiId());
    context.put("authorizer", caller.first());
    context.put("domainName", request.domainName());
    context.put("domainPrefix", request.domainPrefix());
    context.put("extendedRequestId", request.requestId());
    context.put("httpMethod", request.method());
    context.put("identity", identity(request, caller));
    context.put("path", request.clientPath());
    context.put("protocol", request.protocol());
    context.put("requestId", request.requestId());
    context.put("requestTime", RequestTime.text(request.timeMillis()));
    context.put("requestTimeEpoch", request.timeMillis());
    context.put("resourceId", variables.match().route().key());
    context.put("resourcePath", routePath);
    context.put("stage", request.stage());
    return context;
  }

  private static Map<String, @Nullable Object> identity(ApiRequest request, ApiCaller caller) {
    Map<String, @Nullable Object> identity = new LinkedHashMap<>();
    IDENTITY.forEach(member -> identity.put(member, null));
    identity.putAll(caller.identity());
    identity.put("sourceIp", request.sourceIp());
    identity.put("userAgent", request.userAgent());
    return identity;
  }

  private static void addVariables(
      HttpRoutes.Match match,
      Map<String, String> stageVariables,
      Map<String, @Nullable Object> members) {
    members.put("pathParameters", match.parameters().isEmpty() ? null : match.pathParameters());
    members.put("stageVariables", stageVariables.isEmpty() ? null : new TreeMap<>(stageVariables));
  }
}
