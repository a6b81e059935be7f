package dev.patchbay.gateway.socket;

import java.util.Optional;

/**
 * The facts of a connection for backends.
 *
 * @param connectedAtMillis when its handshake began, since the epoch
 * @param lastActiveMillis when the latest frame was received or sent, since the epoch
 */
public record ConnectionFacts(
    String sourceIp, Optional<String> userAgent, long connectedAtMillis, long lastActiveMillis) {}
