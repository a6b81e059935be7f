package dev.patchbay.gateway.execution;

import dev.patchbay.gateway.event.GatewayError;

/**
 * A call of an integration that has no reply. The client learns the error, and the log its message.
 */
public final class IntegrationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final GatewayError error;

  /**
   * A call without a reply.
   *
   * @param reason a sentence for logs
   */
  public IntegrationException(GatewayError error, String reason) {
    super(reason, null, false, false);
    this.error = error;
  }

  public GatewayError error() {
    return error;
  }
}
