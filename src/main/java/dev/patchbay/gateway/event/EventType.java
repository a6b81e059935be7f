package dev.patchbay.gateway.event;

/** The events of a connection that a route can take. */
public enum EventType {
  CONNECT,
  MESSAGE,
  DISCONNECT
}
