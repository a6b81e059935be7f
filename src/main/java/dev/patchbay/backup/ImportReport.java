package dev.patchbay.backup;

import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.service.ImportResult;
import java.util.function.Consumer;

/** Counts the results of an import and reports them. */
final class ImportReport {

  private final Consumer<String> lines;
  private final long startNanos = System.nanoTime();
  private final RootCounts roots;
  private long resources;
  private final RootCounts skipped;
  private long refused;

  ImportReport(ResourceTypes types, Consumer<String> lines) {
    this.roots = new RootCounts(types);
    this.skipped = new RootCounts(types);
    this.lines = lines;
  }

  void stored(ResourceType root, long count, ImportResult restored) {
    if (!restored.isNew()) {
      skipped.add(root);
      return;
    }
    roots.add(root);
    resources += count;
    if (roots.sum() % Export.ROOTS_BETWEEN_PROGRESS == 0) {
      lines.accept(roots.text() + ", " + Count.resources(resources));
    }
  }

  void refused(long line, String reason) {
    refused++;
    lines.accept("line %d: %s".formatted(line, reason));
  }

  /** Reports the sums, and returns whether nothing was refused. */
  boolean summary(long bytes) {
    lines.accept(
        "Imported %s, %s of %d bytes in %s s; there already: %s; refused: %d"
            .formatted(
                roots.text(),
                Count.resources(resources),
                bytes,
                ElapsedSeconds.since(startNanos),
                skipped.text(),
                refused));
    return refused == 0;
  }
}
