package dev.patchbay.model;

import java.util.Optional;

/**
 * A client's connection to a stage, as it is listed.
 *
 * @param connectedAtMillis when its handshake began, since the epoch
 */
public record StageConnection(
    String connectionId, String sourceIp, Optional<String> userAgent, long connectedAtMillis) {}
