package dev.patchbay.backup;

import dev.patchbay.model.ResourceId;
import dev.patchbay.service.ImportPlan;

/** An API that is being read from an export. */
final class ImportBlock {

  final ResourceId api;
  final long firstLine;
  final ImportPlan restoration;

  /** How many of its lines were read, the refused ones included. */
  long lines;

  /** Whether one of them was refused: nothing of the API is stored then. */
  boolean spoilt;

  ImportBlock(ResourceId api, long firstLine, ImportPlan restoration) {
    this.api = api;
    this.firstLine = firstLine;
    this.restoration = restoration;
  }
}
