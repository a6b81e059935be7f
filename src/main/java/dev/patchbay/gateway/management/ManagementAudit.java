package dev.patchbay.gateway.management;

import dev.patchbay.auth.Caller;
import dev.patchbay.gateway.socket.CommandOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a line for each command that ends a connection, and for each of the control plane. */
public final class ManagementAudit {

  private static final Logger LOG = LoggerFactory.getLogger("dev.patchbay.audit");

  private ManagementAudit() {}

  /**
   * Writes the line of one command.
   *
   * @param operation AWS's name of the command
   * @param stage in the address of the request
   */
  public static void ran(
      String operation,
      Caller caller,
      String apiId,
      String stage,
      String connectionId,
      String requestId,
      CommandOutcome outcome) {
    LOG.atInfo()
        .addKeyValue("requestId", requestId)
        .addKeyValue("operation", operation)
        .addKeyValue("apiId", apiId)
        .addKeyValue("stage", stage)
        .addKeyValue("connectionId", connectionId)
        .addKeyValue("account", caller.accountId())
        .addKeyValue("accessKeyId", caller.accessKeyId())
        .addKeyValue("outcome", outcome.status())
        .log("audit");
  }
}
