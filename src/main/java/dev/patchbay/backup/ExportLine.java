package dev.patchbay.backup;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import java.util.Map;

/** One line of an export. */
sealed interface ExportLine {

  /** The first line: what the file is. */
  record Header(long version) implements ExportLine {}

  /** A resource; a root begins a block. */
  record OfResource(Resource resource) implements ExportLine {}

  /**
   * The end of a block.
   *
   * @param root whose block it was
   * @param resources how many there are in the block, the root included
   */
  record EndOfRoot(ResourceId root, long resources) implements ExportLine {}

  /**
   * The last line: how much there is in the file.
   *
   * @param roots how many roots, by the segment of their collection
   */
  record EndOfExport(Map<String, Long> roots, long resources) implements ExportLine {}
}
