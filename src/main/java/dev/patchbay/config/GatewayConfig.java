package dev.patchbay.config;

import java.util.OptionalInt;

/**
 * The listening socket of clients.
 *
 * @param port empty where the gateway does not run; 0 for a free one
 * @param idleMillis how long a connection may be without a frame
 * @param lifetimeMillis how long a connection may last
 */
public record GatewayConfig(OptionalInt port, int idleMillis, int lifetimeMillis) {}
