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
  NONE;

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
}
