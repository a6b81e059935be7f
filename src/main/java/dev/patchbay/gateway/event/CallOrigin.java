package dev.patchbay.gateway.event;

import java.util.Optional;

/**
 * The event or the request for which a service is called.
 *
 * @param traceId the value of X-Amzn-Trace-Id of the client
 */
public record CallOrigin(String apiId, String requestId, Optional<String> traceId) {}
