package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.event.RequestParameters;
import dev.patchbay.gateway.route.HttpRoutes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The events of functions in the payload format 1.0, whose members are null where empty. */
final class FirstFormat {

  /** The members of requestContext in AWS's order; null for one that the variables do not have. */
  private static final List<String> CONTEXT =
      List.of(
          "accountId",
          "apiId",
          "authorizer",
          "domainName",
          "domainPrefix",
          "extendedRequestId",
          "httpMethod",
          "identity",
          "path",
          "protocol",
          "requestId",
          "requestTime",
          "requestTimeEpoch",
          "resourceId",
          "resourcePath",
          "stage");

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
    Map<String, @Nullable Object> members = withoutBody(variables, caller);
    EventBody body = EventBody.of(variables.request());
    members.put("body", body.isEmpty() ? null : body.text());
    members.put("isBase64Encoded", body.isBase64());
    return members;
  }

  /** The event for an authorizer, which sees no body. */
  static Map<String, @Nullable Object> withoutBody(ApiVariables variables, ApiCaller caller) {
    ApiRequest request = variables.request();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("version", "1.0");
    addRequest(request, variables.match(), members);
    members.put("requestContext", context(variables, caller));
    addVariables(variables.match(), variables.stageVariables(), members);
    return members;
  }

  private static void addRequest(
      ApiRequest request, HttpRoutes.Match match, Map<String, @Nullable Object> members) {
    members.put("resource", match.route().path());
    members.put("path", request.clientPath());
    members.put("httpMethod", request.method());
    NavigableMap<String, List<String>> headers = headers(request);
    members.put("headers", RequestParameters.last(headers));
    members.put("multiValueHeaders", headers);
    NavigableMap<String, List<String>> query = request.parameters().query();
    members.put("queryStringParameters", query.isEmpty() ? null : RequestParameters.last(query));
    members.put("multiValueQueryStringParameters", query.isEmpty() ? null : query);
  }

  /** The names are spelled as the client spells them, except for these three. */
  private static NavigableMap<String, List<String>> headers(ApiRequest request) {
    Map<String, List<String>> received = request.parameters().headers();
    NavigableMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Length", List.of(request.contentLength()));
    headers.put("Host", received.getOrDefault("Host", List.of(request.domainName())));
    headers.put("User-Agent", List.of(request.userAgent()));
    ConnectionHeaders.forEachOther(received, headers::putIfAbsent);
    return headers;
  }

  private static Map<String, @Nullable Object> context(ApiVariables variables, ApiCaller caller) {
    ApiRequest request = variables.request();
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    CONTEXT.forEach(member -> context.put(member, variables.context().get(member)));
    context.put("authorizer", caller.first());
    context.put("identity", identity(request, caller));
    context.put("resourceId", variables.match().route().key());
    context.put("resourcePath", variables.match().route().path());
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
