package dev.patchbay.cli;

import dev.patchbay.auth.CredentialsSource;
import dev.patchbay.backup.Export;
import dev.patchbay.backup.Import;
import dev.patchbay.config.AccountConfig;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.embedded.DataDirectoryInUseException;
import dev.patchbay.server.AdminStore;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.service.Quotas;
import dev.patchbay.wire.RequestSchemas;
import dev.patchbay.wire.ResourceSizes;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Export and import, with the settings of the service. */
public final class BackupCommands {

  private static final int BUFFER_BYTES = 64 * 1024;

  private BackupCommands() {}

  public static int exportApis(
      List<String> options, Map<String, String> environment, Command.Streams streams)
      throws Exception {
    BackupOptions chosen = BackupOptions.parse(options, false);
    ServiceConfig config = ServiceConfig.from(environment);
    Path data = config.embedded().dataDirectory();
    if (config.redis().isEmbedded() && !Files.isDirectory(data)) {
      throw new IOException(
          "there is no data directory " + data.toAbsolutePath() + ": set PATCHBAY_DATA_DIR");
    }
    Set<String> accountIds = accountIds(chosen, config);
    streams.messages().println("Exporting the APIs of " + String.join(", ", accountIds));
    OutputStream output = new BufferedOutputStream(streams.output(), BUFFER_BYTES);
    return withStore(
        config,
        store ->
            new Export(store, output, streams.messages()::println).run(List.copyOf(accountIds)));
  }

  public static int importApis(
      List<String> options, Map<String, String> environment, Command.Streams streams)
      throws Exception {
    BackupOptions chosen = BackupOptions.parse(options, true);
    ServiceConfig config = ServiceConfig.from(environment);
    AccountConfig account = config.account();
    Quotas quotas = new Quotas(account.apisMax(), account.childrenMax());
    RequestSchemas schemas = RequestSchemas.load();
    Import.Options importOptions =
        new Import.Options(accountIds(chosen, config), chosen.skipExisting());
    return withStore(
        config,
        store ->
            new Import(
                    store,
                    schemas::check,
                    new ResourceSizes(schemas, account.resourceBytesMax())::check,
                    quotas,
                    importOptions,
                    streams.messages()::println)
                .run(new BufferedInputStream(streams.input(), BUFFER_BYTES)));
  }

  private static Set<String> accountIds(BackupOptions chosen, ServiceConfig config)
      throws IOException {
    if (!chosen.accountIds().isEmpty()) {
      return chosen.accountIds();
    }
    Set<String> accountIds = new TreeSet<>();
    accountIds.add(config.account().accountId());
    PatchbayServer.callers(config)
        .map(CredentialsSource::get)
        .ifPresent(callers -> accountIds.addAll(callers.accountIds()));
    return accountIds;
  }

  /** Work on a store that answers whether all of it was done. */
  @FunctionalInterface
  private interface Work {
    boolean on(AdminStore store) throws IOException;
  }

  private static int withStore(ServiceConfig config, Work work) throws Exception {
    try (AdminStore store = AdminStore.open(config)) {
      Thread closing = new Thread(store::close, "close");
      Runtime.getRuntime().addShutdownHook(closing);
      int status = work.on(store) ? 0 : Command.FAILED;
      Runtime.getRuntime().removeShutdownHook(closing);
      return status;
    } catch (DataDirectoryInUseException running) {
      throw new IOException(
          running.getMessage()
              + ". While it runs, only a service with a Redis of its own can be exported and"
              + " imported to: set PATCHBAY_REDIS_URI for both",
          running);
    }
  }
}
