package dev.patchbay.gateway.execution;

import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.route.Route;

/** Kinds of routes for the labels of meters: route keys come from callers and are unbounded. */
public enum RouteKind {
  CONNECT,
  DISCONNECT,
  DEFAULT,
  /** A route of messages with a key of its own. */
  CUSTOM,
  /** A message without a route. */
  NONE,
  /** The default route of an HTTP API. */
  HTTP_DEFAULT,
  /** A route of an HTTP API with a method and a path. */
  HTTP_CUSTOM,
  /** A request to an HTTP API without a route. */
  HTTP_NONE;

  static RouteKind of(RouteEvent event, Outcome outcome) {
    return switch (event.type()) {
      case CONNECT -> CONNECT;
      case DISCONNECT -> DISCONNECT;
      case MESSAGE ->
          switch (outcome.routeKey()) {
            case "" -> NONE;
            case Route.DEFAULT -> DEFAULT;
            default -> CUSTOM;
          };
    };
  }

  static RouteKind ofRequest(String routeKey) {
    return switch (routeKey) {
      case "" -> HTTP_NONE;
      case Route.DEFAULT -> HTTP_DEFAULT;
      default -> HTTP_CUSTOM;
    };
  }
}
