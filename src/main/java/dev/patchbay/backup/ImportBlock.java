package dev.patchbay.backup;

import dev.patchbay.model.ResourceId;
import dev.patchbay.service.ImportPlan;

/** The part of an export that one root has, while it is read. */
final class ImportBlock {

  final ResourceId root;
  final long firstLine;
  final ImportPlan restoration;

  /** The number of lines read, refused ones included. */
  long lines;

  /** Whether a line was refused, so that the root is not stored. */
  boolean spoilt;

  /** Returns the name for reports, for example {@code API a1b2c3d4e5}. */
  String name() {
    return root.type().spokenName() + " " + root.value();
  }

  ImportBlock(ResourceId root, long firstLine, ImportPlan restoration) {
    this.root = root;
    this.firstLine = firstLine;
    this.restoration = restoration;
  }
}
