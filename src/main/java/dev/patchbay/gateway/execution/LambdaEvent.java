package dev.patchbay.gateway.execution;

import dev.patchbay.evaluation.EvaluationContext;
import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.RequestParameters;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.wire.ResourceCodec;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Writes the event of a Lambda function behind a proxy integration, in AWS's order. */
public final class LambdaEvent {

  /** The headers of a handshake that are about its connection. */
  private static final Set<String> CONNECTION_HEADERS =
      Set.of("connection", "content-length", "upgrade");

  private LambdaEvent() {}

  static String of(RouteEvent event, EvaluationContext context) {
    Map<String, Object> members = new LinkedHashMap<>();
    switch (event.type()) {
      case CONNECT -> addHandshake(event.parameters(), members);
      case DISCONNECT -> addHeaders(ofDisconnection(event.connection().domainName()), members);
      case MESSAGE -> {}
    }
    if (!context.stageVariables().isEmpty()) {
      members.put("stageVariables", new TreeMap<>(context.stageVariables()));
    }
    members.put("requestContext", context.variables());
    if (event.type() == EventType.MESSAGE) {
      members.put("body", event.body());
    }
    members.put("isBase64Encoded", false);
    return json(members);
  }

  /** Writes the event of an authorizer, which has the headers of the connection too. */
  public static String ofAuthorizer(
      RouteEvent event,
      String resource,
      Map<String, Object> variables,
      Map<String, String> stageVariables) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "REQUEST");
    members.put("methodArn", resource);
    NavigableMap<String, List<String>> headers = new TreeMap<>(event.parameters().headers());
    CONNECTION_HEADERS.forEach(headers::remove);
    headers.put("Connection", List.of("upgrade"));
    headers.put("content-length", List.of("0"));
    headers.put("Upgrade", List.of("websocket"));
    addHeaders(headers, members);
    addQuery(event.parameters(), members);
    if (!stageVariables.isEmpty()) {
      members.put("stageVariables", new TreeMap<>(stageVariables));
    }
    members.put("requestContext", variables);
    return json(members);
  }

  private static void addHandshake(RequestParameters parameters, Map<String, Object> members) {
    NavigableMap<String, List<String>> headers = new TreeMap<>(parameters.headers());
    CONNECTION_HEADERS.forEach(headers::remove);
    addHeaders(headers, members);
    addQuery(parameters, members);
  }

  private static void addQuery(RequestParameters parameters, Map<String, Object> members) {
    if (!parameters.query().isEmpty()) {
      members.put("queryStringParameters", RequestParameters.last(parameters.query()));
      members.put("multiValueQueryStringParameters", parameters.query());
    }
  }

  private static void addHeaders(
      NavigableMap<String, List<String>> headers, Map<String, Object> members) {
    members.put("headers", RequestParameters.last(headers));
    members.put("multiValueHeaders", headers);
  }

  /** AWS sends these headers in place of the handshake's. */
  private static NavigableMap<String, List<String>> ofDisconnection(String domainName) {
    NavigableMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Host", List.of(domainName));
    headers.put("x-api-key", List.of(""));
    headers.put("X-Forwarded-For", List.of(""));
    headers.put("x-restapi", List.of(""));
    return headers;
  }

  private static String json(Map<String, Object> members) {
    return new String(ResourceCodec.encode(members), StandardCharsets.UTF_8);
  }
}
