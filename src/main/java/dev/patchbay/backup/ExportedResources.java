package dev.patchbay.backup;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads resources of an export without storing them. */
public final class ExportedResources {

  private static final String BEGINNING = "{\"format\":\"" + ExportFormat.NAME + "\"";

  private ExportedResources() {}

  /** Whether a text is the beginning of an export. */
  public static boolean isExport(String beginning) {
    return beginning.startsWith(BEGINNING);
  }

  /**
   * The wanted resources in the order of the export.
   *
   * @param input is read to its end, and should be buffered
   * @throws ServiceException when a line is not one of an export, or the last line is missing
   */
  public static List<Resource> read(
      ResourceTypes types, InputStream input, Predicate<Resource> wanted) throws IOException {
    LineReader lines = new LineReader(input);
    List<Resource> resources = new ArrayList<>();
    long version = ExportFormat.VERSION;
    boolean ended = false;
    for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
      ExportLine parsed = parse(types, line.get(), version, lines.number());
      if (parsed instanceof ExportLine.Header header) {
        version = header.version();
      } else if (parsed instanceof ExportLine.OfResource of && wanted.test(of.resource())) {
        resources.add(of.resource());
      }
      ended = parsed instanceof ExportLine.EndOfExport;
    }
    if (!ended) {
      throw ServiceException.badRequest(
          "line " + lines.number() + ": the file ends here, without its last line");
    }
    return resources;
  }

  private static ExportLine parse(ResourceTypes types, byte[] line, long version, long number) {
    try {
      return LineParser.parse(types, line, version);
    } catch (ServiceException e) {
      throw ServiceException.badRequest("line " + number + ": " + e.message());
    }
  }
}
