package dev.patchbay.backup;

import dev.patchbay.service.ImportResult;
import java.util.function.Consumer;

/** Counts what an import does, and tells it. */
final class ImportReport {

  private final Consumer<String> lines;
  private final long startNanos = System.nanoTime();
  private long apis;
  private long resources;
  private long skipped;
  private long refused;

  ImportReport(Consumer<String> lines) {
    this.lines = lines;
  }

  void stored(long count, ImportResult restored) {
    if (!restored.isNew()) {
      skipped++;
      return;
    }
    apis++;
    resources += count;
    if (apis % Export.APIS_BETWEEN_PROGRESS == 0) {
      lines.accept(Count.apis(apis) + ", " + Count.resources(resources));
    }
  }

  void refused(long line, String reason) {
    refused++;
    lines.accept("line %d: %s".formatted(line, reason));
  }

  /** Tells the sums, and answers whether nothing was refused. */
  boolean summary(long bytes) {
    lines.accept(
        "Imported %s, %s of %d bytes in %s s; there already: %s; refused: %d"
            .formatted(
                Count.apis(apis),
                Count.resources(resources),
                bytes,
                Seconds.since(startNanos),
                Count.apis(skipped),
                refused));
    return refused == 0;
  }
}
