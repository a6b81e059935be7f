package dev.patchbay.gateway.management;

import dev.patchbay.auth.Caller;
import dev.patchbay.gateway.socket.CommandOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a line for each connection that a backend ends. */
final class ManagementAudit {

  private static final Logger LOG = LoggerFactory.getLogger("dev.patchbay.audit");

  private ManagementAudit() {}

  static void deleted(
      Caller caller, ManagementAddress address, String requestId, CommandOutcome outcome) {
    LOG.atInfo()
        .addKeyValue("requestId", requestId)
        .addKeyValue("operation", "DeleteConnection")
        .addKeyValue("apiId", address.stage().apiId())
        .addKeyValue("stage", address.stage().stage())
        .addKeyValue("connectionId", address.connectionId())
        .addKeyValue("account", caller.accountId())
        .addKeyValue("accessKeyId", caller.accessKeyId())
        .addKeyValue("outcome", outcome.status())
        .log("audit");
  }
}
