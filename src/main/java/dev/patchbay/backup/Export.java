package dev.patchbay.backup;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ApiExport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the APIs of accounts to a stream. Each API is as it was at one moment; two of them are as
 * they were at two. It keeps one API at a time in memory, and the identifiers of one account.
 */
public final class Export {

  /** Seldom enough to be read, often enough to tell that it goes on. */
  static final int APIS_BETWEEN_PROGRESS = 100;

  private final Commits store;
  private final OutputStream output;
  private final Consumer<String> report;
  private final long startNanos = System.nanoTime();
  private long apis;
  private long resources;
  private long bytes;
  private long failed;

  /**
   * An export to be run once.
   *
   * @param report takes lines for people
   */
  public Export(Commits store, OutputStream output, Consumer<String> report) {
    this.store = store;
    this.output = output;
    this.report = report;
  }

  /**
   * Writes everything. An API that goes meanwhile is left out, one that cannot be read is reported.
   *
   * @return whether all of it was written
   * @throws IOException when the stream does not take it
   * @throws ServiceException when the APIs of an account cannot be listed
   */
  public boolean run(List<String> accountIds) throws IOException {
    write(new ExportLine.Header(ExportFormat.VERSION));
    for (String accountId : accountIds) {
      List<ResourceId> ids = store.commit(ApiExport.apis(accountId));
      for (int i = 0; i < ids.size(); i++) {
        export(ids.get(i));
        if ((i + 1) % APIS_BETWEEN_PROGRESS == 0) {
          report.accept(
              "%d of %s of account %s, %s"
                  .formatted(i + 1, Count.apis(ids.size()), accountId, Count.resources(resources)));
        }
      }
    }
    write(new ExportLine.EndOfExport(apis, resources));
    output.flush();
    report.accept(
        "Exported %s, %s, %d bytes in %s s%s"
            .formatted(
                Count.apis(apis),
                Count.resources(resources),
                bytes,
                Seconds.since(startNanos),
                failed == 0 ? "" : "; %s could not be read".formatted(Count.apis(failed))));
    return failed == 0;
  }

  private void export(ResourceId id) throws IOException {
    List<Resource> block;
    try {
      block = store.commit(ApiExport.of(id));
    } catch (ServiceException unread) {
      failed++;
      report.accept(
          "API %s of account %s is not in the export: %s"
              .formatted(id.value(), id.accountId(), unread.message()));
      return;
    }
    if (block.isEmpty()) {
      return; // It was deleted since the account was listed.
    }
    for (Resource resource : block) {
      write(new ExportLine.OfResource(resource));
    }
    write(new ExportLine.EndOfApi(id.accountId(), id.value(), block.size()));
    apis++;
    resources += block.size();
  }

  private void write(ExportLine line) throws IOException {
    byte[] encoded = ExportFormat.encode(line);
    output.write(encoded);
    bytes += encoded.length;
  }
}
