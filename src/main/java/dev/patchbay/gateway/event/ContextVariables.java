package dev.patchbay.gateway.event;

import java.util.LinkedHashMap;
import java.util.Map;

/** The members of {@code $context} for an event, in the order in which AWS writes them. */
public final class ContextVariables {

  /** All variables fit without a larger table. */
  private static final int CAPACITY = 32;

  private ContextVariables() {}

  public static Map<String, Object> of(RouteEvent event, String routeKey) {
    ClientConnection connection = event.connection();
    Map<String, Object> variables = new LinkedHashMap<>(CAPACITY);
    variables.put("routeKey", routeKey);
    event.messageId().ifPresent(id -> variables.put("messageId", id));
    event.closing().ifPresent(closing -> variables.put("disconnectStatusCode", closing.code()));
    connection
        .access()
        .authorizerOf(event.type())
        .ifPresent(members -> variables.put("authorizer", members));
    variables.put("eventType", event.type().name());
    variables.put("extendedRequestId", event.requestId());
    variables.put("requestTime", RequestTime.text(event.timeMillis()));
    variables.put("messageDirection", "IN");
    event.closing().ifPresent(closing -> variables.put("disconnectReason", closing.reason()));
    variables.put("stage", connection.stage());
    variables.put("connectedAt", connection.connectedAtMillis());
    variables.put("requestTimeEpoch", event.timeMillis());
    variables.put("identity", identity(connection));
    variables.put("requestId", event.requestId());
    variables.put("domainName", connection.domainName());
    variables.put("connectionId", connection.connectionId());
    variables.put("apiId", connection.apiId());
    return variables;
  }

  private static Map<String, Object> identity(ClientConnection connection) {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.putAll(connection.access().identity());
    connection.userAgent().ifPresent(agent -> identity.put("userAgent", agent));
    identity.put("sourceIp", connection.sourceIp());
    return identity;
  }
}
