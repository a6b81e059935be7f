package dev.patchbay.backup;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.RootExport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the root resources of accounts to a stream. Each root is a consistent snapshot; two roots
 * are of two moments. It keeps one root in memory, and the identifiers of one account.
 */
public final class Export {

  /** Rare enough to be read, often enough to show progress. */
  static final int ROOTS_BETWEEN_PROGRESS = 100;

  private final ResourceTypes types;
  private final BlockingStore store;
  private final OutputStream output;
  private final Consumer<String> report;
  private final long startNanos = System.nanoTime();
  private final RootCounts roots;
  private long resources;
  private long bytes;
  private final RootCounts failed;

  /**
   * An export, to be run once.
   *
   * @param report receives lines for the operator
   */
  public Export(
      ResourceTypes types, BlockingStore store, OutputStream output, Consumer<String> report) {
    this.types = types;
    this.roots = new RootCounts(types);
    this.failed = new RootCounts(types);
    this.store = store;
    this.output = output;
    this.report = report;
  }

  /**
   * Writes all roots. A root that is deleted meanwhile is left out; one that cannot be read is
   * reported.
   *
   * @return whether everything was written
   * @throws IOException when the stream cannot be written
   * @throws ServiceException when the roots of an account cannot be listed
   */
  public boolean run(List<String> accountIds) throws IOException {
    write(new ExportLine.Header(ExportFormat.VERSION));
    for (String accountId : accountIds) {
      for (ResourceType root : types.roots()) {
        export(accountId, root);
      }
    }
    write(new ExportLine.EndOfExport(roots.bySegment(), resources));
    output.flush();
    report.accept(
        "Exported %s, %s, %d bytes in %s s%s"
            .formatted(
                roots.text(),
                Count.resources(resources),
                bytes,
                ElapsedSeconds.since(startNanos),
                failed.isZero() ? "" : "; %s could not be read".formatted(failed.text())));
    return failed.isZero();
  }

  private void export(String accountId, ResourceType root) throws IOException {
    List<ResourceId> ids = store.commit(RootExport.roots(accountId, root));
    for (int i = 0; i < ids.size(); i++) {
      export(ids.get(i));
      if ((i + 1) % ROOTS_BETWEEN_PROGRESS == 0) {
        report.accept(
            "%d of %s of account %s, %s"
                .formatted(
                    i + 1, Count.of(ids.size(), root), accountId, Count.resources(resources)));
      }
    }
  }

  private void export(ResourceId id) throws IOException {
    List<Resource> block;
    try {
      block = store.commit(RootExport.of(types, id));
    } catch (ServiceException e) {
      failed.add(id.type());
      report.accept(
          "%s %s of account %s is not in the export: %s"
              .formatted(id.type().spokenName(), id.value(), id.accountId(), e.message()));
      return;
    }
    if (block.isEmpty()) {
      return; // It was deleted since the account was listed.
    }
    for (Resource resource : block) {
      write(new ExportLine.OfResource(resource));
    }
    write(new ExportLine.EndOfRoot(id, block.size()));
    roots.add(id.type());
    resources += block.size();
  }

  private void write(ExportLine line) throws IOException {
    byte[] encoded = ExportFormat.encode(line);
    output.write(encoded);
    bytes += encoded.length;
  }
}
