package dev.patchbay.backup;

import dev.patchbay.model.Resource;

/** One line of an export. */
sealed interface ExportLine {

  /** The first line: what the file is. */
  record Header(long version) implements ExportLine {}

  /** A resource; that of an API begins a block. */
  record OfResource(Resource resource) implements ExportLine {}

  /**
   * The end of a block.
   *
   * @param accountId whose API it was
   * @param apiId its identifier
   * @param resources how many there are in the block, the API included
   */
  record EndOfApi(String accountId, String apiId, long resources) implements ExportLine {}

  /** The last line: how much there is in the file. */
  record EndOfExport(long apis, long resources) implements ExportLine {}
}
