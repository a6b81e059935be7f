package dev.patchbay.gateway.event;

import java.util.Optional;

/**
 * One event of a connection.
 *
 * @param messageId of a message only
 * @param timeMillis when it happened, since the epoch
 * @param body the text of a message, else empty
 * @param parameters of a handshake only
 * @param closing of a disconnection only
 */
public record RouteEvent(
    EventType type,
    ClientConnection connection,
    String requestId,
    Optional<String> messageId,
    long timeMillis,
    String body,
    RequestParameters parameters,
    Optional<CloseStatus> closing) {

  public static RouteEvent connect(
      ClientConnection connection, String requestId, RequestParameters parameters) {
    return new RouteEvent(
        EventType.CONNECT,
        connection,
        requestId,
        Optional.empty(),
        connection.connectedAtMillis(),
        "",
        parameters,
        Optional.empty());
  }

  public static RouteEvent message(
      ClientConnection connection,
      String requestId,
      String messageId,
      long timeMillis,
      String body) {
    return new RouteEvent(
        EventType.MESSAGE,
        connection,
        requestId,
        Optional.of(messageId),
        timeMillis,
        body,
        RequestParameters.NONE,
        Optional.empty());
  }

  public static RouteEvent disconnect(
      ClientConnection connection, String requestId, long timeMillis, CloseStatus closing) {
    return new RouteEvent(
        EventType.DISCONNECT,
        connection,
        requestId,
        Optional.empty(),
        timeMillis,
        "",
        RequestParameters.NONE,
        Optional.of(closing));
  }

  /** Returns the facts that a called service learns. */
  public CallOrigin origin() {
    return new CallOrigin(connection.apiId(), requestId, parameters.traceId());
  }

  /** Returns the same event with more facts about its connection. */
  public RouteEvent of(ClientConnection known) {
    return new RouteEvent(type, known, requestId, messageId, timeMillis, body, parameters, closing);
  }
}
