package dev.patchbay.gateway.event;

import java.util.Map;
import java.util.Optional;

/** Makes the spans of traces of the gateway. Safe for all threads. */
public interface GatewayTracer {

  /** Makes no spans. */
  GatewayTracer NONE = new Untraced();

  /**
   * Begins the span of an event; the span of a handshake continues the trace that its headers name.
   */
  EventSpan begin(RouteEvent event);

  /**
   * Begins the span of a request to a connection, which continues the trace that its headers name.
   *
   * @param operation AWS's name of the operation
   */
  RequestSpan begin(
      String operation,
      String apiId,
      String stage,
      String connectionId,
      Iterable<Map.Entry<String, String>> headers);

  /** The span of one event, from its arrival to its outcome. */
  interface EventSpan {

    /**
     * Begins the span of the call of a backend.
     *
     * @param integrationType as the members of the integration have it
     */
    CallSpan calling(String integrationType);

    /** Ends the span; an event whose stage does not exist any more has no outcome. */
    void end(Optional<Outcome> outcome);
  }

  /** The span of one call of a backend, from the request to the end of its reply. */
  interface CallSpan {

    /** The headers by which a backend continues the trace. */
    Map<String, String> headers();

    /** Ends with a reply. */
    void replied(int statusCode);

    /** Ends without a reply. */
    void failed(Throwable failure);
  }

  /** The span of one request to a connection. */
  interface RequestSpan {

    /** Ends with an answer; its error type is empty where it is no error. */
    void end(int status, Optional<String> errorType);
  }
}
