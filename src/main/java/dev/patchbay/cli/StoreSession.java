package dev.patchbay.cli;

import dev.patchbay.auth.ReloadedFile;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.embedded.DataDirectoryInUseException;
import dev.patchbay.server.AdminStore;
import dev.patchbay.server.ConfiguredCredentials;
import dev.patchbay.server.ServiceDefinition;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Opens the store for one command, and closes it afterwards or on a signal. */
final class StoreSession {

  /** The service whose store this is. */
  static final ServiceDefinition SERVED = ServiceDefinition.API_GATEWAY;

  /** Work on an open store. */
  @FunctionalInterface
  interface Work {

    /** Returns whether everything was done. */
    boolean on(AdminStore store) throws IOException;
  }

  private StoreSession() {}

  static int run(ServiceConfig config, Work work) throws Exception {
    try (AdminStore store = AdminStore.open(SERVED.types(), config)) {
      Thread closing = new Thread(store::close, "close");
      Runtime.getRuntime().addShutdownHook(closing);
      int status = work.on(store) ? ExitStatus.DONE : ExitStatus.FAILED;
      Runtime.getRuntime().removeShutdownHook(closing);
      return status;
    } catch (DataDirectoryInUseException e) {
      throw new IOException(
          e.getMessage()
              + ". While it runs, only a service with a Redis of its own can be exported and"
              + " imported to: set PATCHBAY_REDIS_URI for both",
          e);
    }
  }

  /** The accounts that were named, or else the configured account and the callers' accounts. */
  static Set<String> accountIds(Set<String> named, ServiceConfig config) throws IOException {
    if (!named.isEmpty()) {
      return named;
    }
    Set<String> accountIds = new TreeSet<>();
    accountIds.add(config.account().accountId());
    ConfiguredCredentials.ofCallers(config)
        .map(ReloadedFile::get)
        .ifPresent(callers -> accountIds.addAll(callers.accountIds()));
    return accountIds;
  }
}
