package dev.patchbay.cli;

import dev.patchbay.backup.Import;
import dev.patchbay.config.AccountConfig;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.service.Quotas;
import dev.patchbay.wire.RequestSchemas;
import dev.patchbay.wire.ResourceSizes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Imports APIs into the store of the settings. */
public final class ImportCommand {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Map<String, String> environment;
  private final Streams streams;

  public ImportCommand(Map<String, String> environment, Streams streams) {
    this.environment = environment;
    this.streams = streams;
  }

  /**
   * Imports.
   *
   * @param named the accounts; none for the accounts of the settings
   * @param file null for standard input
   */
  public int run(Set<String> named, boolean skipExisting, @Nullable Path file) throws Exception {
    ServiceConfig config = ServiceConfig.from(environment);
    AccountConfig account = config.account();
    Quotas quotas = new Quotas(account.quotas());
    RequestSchemas schemas = RequestSchemas.load(StoreSession.SERVED.types());
    Import.Options options =
        new Import.Options(StoreSession.accountIds(named, config), skipExisting);
    try (InputStream input = new BufferedInputStream(open(file), BUFFER_BYTES)) {
      return StoreSession.run(
          config,
          store ->
              new Import(
                      StoreSession.SERVED.types(),
                      StoreSession.SERVED.rules().apply(account.region()),
                      store,
                      schemas::check,
                      new ResourceSizes(schemas, account.resourceBytesMax())::check,
                      quotas,
                      options,
                      streams.messages()::println)
                  .run(input));
    }
  }

  private InputStream open(@Nullable Path file) throws IOException {
    try {
      return file == null ? streams.input() : Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    }
  }
}
