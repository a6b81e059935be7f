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

  /**
   * Begins the span of a request to an HTTP API, which continues the trace that its headers name.
   */
  HttpSpan begin(HttpRequest request, Iterable<Map.Entry<String, String>> headers);

  /** A request to a stage of an HTTP API. */
  record HttpRequest(String method, String apiId, String stage, String requestId) {}

  /** A span with calls of backends below it. */
  interface CallingSpan {

    /**
     * Begins the span of the call of a backend.
     *
     * @param integrationType as the members of the integration have it
     */
    CallSpan calling(String integrationType);
  }

  /** The span of one event, from its arrival to its outcome. */
  interface EventSpan extends CallingSpan {

    /** Ends the span; an event whose stage does not exist any more has no outcome. */
    void end(Optional<Outcome> outcome);
  }

  /** The span of one request to an HTTP API, from its arrival to its answer. */
  interface HttpSpan extends CallingSpan {

    /**
     * Ends the span.
     *
     * @param routeKey of the route that took the request; empty where none did
     * @param error that the gateway itself answers
     */
    void end(String routeKey, int status, Optional<String> error);
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
