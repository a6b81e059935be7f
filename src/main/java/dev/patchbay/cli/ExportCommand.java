package dev.patchbay.cli;

import dev.patchbay.backup.Export;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.server.AdminStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Exports APIs from the store of the settings. */
public final class ExportCommand {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Map<String, String> environment;
  private final Streams streams;

  public ExportCommand(Map<String, String> environment, Streams streams) {
    this.environment = environment;
    this.streams = streams;
  }

  /**
   * Exports.
   *
   * @param named the accounts; none for the accounts of the settings
   * @param file null for standard output
   */
  public int run(Set<String> named, @Nullable Path file) throws Exception {
    ServiceConfig config = ServiceConfig.from(environment);
    Path data = config.embedded().dataDirectory();
    if (config.redis().isEmbedded() && !Files.isDirectory(data)) {
      throw new IOException(
          "there is no data directory " + data.toAbsolutePath() + ": set PATCHBAY_DATA_DIR");
    }
    List<String> accountIds = List.copyOf(StoreSession.accountIds(named, config));
    streams.messages().println("Exporting the APIs of " + String.join(", ", accountIds));
    return StoreSession.run(
        config,
        store ->
            file == null
                ? export(store, streams.output(), accountIds)
                : AtomicFile.write(
                    file,
                    output -> export(store, output, accountIds),
                    incomplete ->
                        streams
                            .messages()
                            .println(file + " was not written; " + incomplete + " has the rest")));
  }

  private boolean export(AdminStore store, OutputStream output, List<String> accountIds)
      throws IOException {
    OutputStream buffered = new BufferedOutputStream(output, BUFFER_BYTES);
    return new Export(StoreSession.SERVED.types(), store, buffered, streams.messages()::println)
        .run(accountIds);
  }
}
