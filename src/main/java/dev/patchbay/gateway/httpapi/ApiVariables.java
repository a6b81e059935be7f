package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.event.RequestTime;
import dev.patchbay.gateway.route.HttpRoutes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of the variables of identity sources, mappings and logs.
 *
 * @param context the members of {@code $context}
 */
record ApiVariables(
    ApiRequest request,
    HttpRoutes.Match match,
    Map<String, Object> context,
    Map<String, String> stageVariables) {

  /** The variables of a request whose client is not known. */
  static ApiVariables of(
      ApiRequest request,
      HttpRoutes.Match match,
      Map<String, String> stageVariables,
      String accountId) {
    return new ApiVariables(
        request, match, context(request, match.route().key(), accountId), stageVariables);
  }

  /** The same of a client that is known. */
  ApiVariables with(ApiCaller caller) {
    if (caller.equals(ApiCaller.UNKNOWN)) {
      return this;
    }
    Map<String, Object> known = new LinkedHashMap<>(context);
    known.put("authorizer", caller.variables());
    known.put("identity", identity(request, caller));
    return new ApiVariables(request, match, known, stageVariables);
  }

  /** The same of a request that is changed; what the context says stays. */
  ApiVariables with(ApiRequest changed) {
    return new ApiVariables(changed, match, context, stageVariables);
  }

  /** The same of a client that is refused. */
  ApiVariables refused(Throwable refusal) {
    Map<String, Object> known = new LinkedHashMap<>(context);
    known.put("authorizer", Map.of("error", String.valueOf(refusal.getMessage())));
    return new ApiVariables(request, match, known, stageVariables);
  }

  /**
   * The members of {@code $context} of a request whose client is not known.
   *
   * @param routeKey empty where no route takes it
   */
  static Map<String, Object> context(ApiRequest request, String routeKey, String accountId) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("accountId", accountId);
    context.put("apiId", request.apiId());
    context.put("authorizer", ApiCaller.UNKNOWN.variables());
    if (request.isCustom()) {
      context.put(
          "customDomain", Map.of("basePathMatched", request.prefix().replaceFirst("/", "")));
    }
    context.put("domainName", request.domainName());
    context.put("domainPrefix", request.domainPrefix());
    context.put("extendedRequestId", request.requestId());
    context.put("httpMethod", request.method());
    context.put("identity", identity(request, ApiCaller.UNKNOWN));
    context.put("path", request.clientPath());
    context.put("protocol", request.protocol());
    context.put("requestId", request.requestId());
    context.put("requestTime", RequestTime.text(request.timeMillis()));
    context.put("requestTimeEpoch", request.timeMillis());
    context.put("routeKey", routeKey);
    context.put("stage", request.stage());
    return context;
  }

  private static Map<String, Object> identity(ApiRequest request, ApiCaller caller) {
    Map<String, Object> identity = new LinkedHashMap<>(caller.identity());
    identity.put("sourceIp", request.sourceIp());
    identity.put("userAgent", request.userAgent());
    return identity;
  }

  /** The value of a variable by its name without the dollar; nothing where it has none. */
  Optional<String> value(String name) {
    if (name.startsWith("request.header.")) {
      return joined(request.parameters().headers(), name.substring("request.header.".length()));
    }
    if (name.startsWith("request.querystring.")) {
      return joined(request.parameters().query(), name.substring("request.querystring.".length()));
    }
    if (name.equals("request.path")) {
      return Optional.of(request.path().text());
    }
    if (name.startsWith("request.path.")) {
      return Optional.ofNullable(
          match.pathParameters().get(name.substring("request.path.".length())));
    }
    if (name.startsWith("stageVariables.")) {
      return Optional.ofNullable(stageVariables.get(name.substring("stageVariables.".length())));
    }
    return name.startsWith("context.") ? ofContext(name) : Optional.empty();
  }

  private static Optional<String> joined(Map<String, List<String>> values, String name) {
    return Optional.ofNullable(values.get(name)).map(all -> String.join(",", all));
  }

  private Optional<String> ofContext(String name) {
    Object value = context;
    for (String member : name.substring("context.".length()).split("\\.", -1)) {
      value = value instanceof Map<?, ?> members ? members.get(member) : null;
    }
    return value == null || value instanceof Map ? Optional.empty() : Optional.of(value.toString());
  }
}
