package dev.patchbay.backup;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import java.util.Map;

/** One line of an export. */
sealed interface ExportLine {

  /** The first line: the format and its version. */
  record Header(long version) implements ExportLine {}

  /** A resource; a root begins a block. */
  record OfResource(Resource resource) implements ExportLine {}

  /**
   * The end of a block.
   *
   * @param root the root of the block
   * @param resources the number of resources in the block, the root included
   */
  record EndOfRoot(ResourceId root, long resources) implements ExportLine {}

  /**
   * The last line: the numbers of the file.
   *
   * @param roots the numbers of roots by the segment of their collection
   */
  record EndOfExport(Map<String, Long> roots, long resources) implements ExportLine {}
}
