package dev.patchbay.gateway.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The members of {@code $context} for an event, in the order in which AWS writes them. */
public final class ContextVariables {

  private static final DateTimeFormatter REQUEST_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);

  /** All variables fit without a larger table. */
  private static final int CAPACITY = 32;

  private static volatile Second latest = new Second(0);

  private static final String ROUTE_KEY = "routeKey";

  private ContextVariables() {}

  /** A second since the epoch as AWS writes it. */
  private record Second(long number, String text) {
    Second(long number) {
      this(number, REQUEST_TIME.format(Instant.ofEpochSecond(number)));
    }
  }

  public static Map<String, Object> of(RouteEvent event, String routeKey) {
    ClientConnection connection = event.connection();
    Map<String, Object> variables = new LinkedHashMap<>(CAPACITY);
    variables.put(ROUTE_KEY, routeKey);
    event.messageId().ifPresent(id -> variables.put("messageId", id));
    event.closing().ifPresent(closing -> variables.put("disconnectStatusCode", closing.code()));
    connection
        .access()
        .authorizerOf(event.type())
        .ifPresent(members -> variables.put("authorizer", members));
    variables.put("eventType", event.type().name());
    variables.put("extendedRequestId", event.requestId());
    variables.put("requestTime", requestTime(event.timeMillis()));
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

  /** A time since the epoch in the form of {@code $context.requestTime}. */
  public static String requestTime(long millis) {
    return REQUEST_TIME.format(Instant.ofEpochMilli(millis));
  }

  /** The variables of an event whose route was not known. */
  public static Map<String, Object> ofRoute(Map<String, Object> variables, String routeKey) {
    Map<String, Object> known = new LinkedHashMap<>(variables);
    known.put(ROUTE_KEY, routeKey);
    return known;
  }

  /** Writes a time; the events of a second share one text. */
  private static String requestTime(long epochMillis) {
    long number = Math.floorDiv(epochMillis, 1_000);
    Second second = latest;
    if (second.number != number) {
      second = new Second(number);
      latest = second;
    }
    return second.text;
  }

  private static Map<String, Object> identity(ClientConnection connection) {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.putAll(connection.access().identity());
    connection.userAgent().ifPresent(agent -> identity.put("userAgent", agent));
    identity.put("sourceIp", connection.sourceIp());
    return identity;
  }
}
