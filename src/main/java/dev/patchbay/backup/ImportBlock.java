package dev.patchbay.backup;

import dev.patchbay.model.ResourceId;
import dev.patchbay.service.ImportPlan;

/** A root that is being read from an export. */
final class ImportBlock {

  final ResourceId root;
  final long firstLine;
  final ImportPlan restoration;

  /** How many of its lines were read, the refused ones included. */
  long lines;

  /** Whether one of them was refused: nothing of the root is stored then. */
  boolean spoilt;

  /** For people, for example {@code API a1b2c3d4e5}. */
  String name() {
    return root.type().spokenName() + " " + root.value();
  }

  ImportBlock(ResourceId root, long firstLine, ImportPlan restoration) {
    this.root = root;
    this.firstLine = firstLine;
    this.restoration = restoration;
  }
}
