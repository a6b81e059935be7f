package dev.patchbay.openapi;

import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The warnings and notes about a document. */
final class ImportNotes {

  private static final int WARNINGS_MAX = Limit.OPENAPI_WARNINGS.intValue();

  /** The beginning of each refusal of a whole document. */
  static final String ERRORS = "Errors found during import:";

  private final List<String> warnings = new ArrayList<>();
  private final Set<String> ignored = new TreeSet<>();
  private int further;

  /** The refusal of a whole document. */
  static ServiceException error(String text) {
    return ServiceException.badRequest(ERRORS + "\n\t" + text);
  }

  void warn(String text) {
    if (warnings.size() < WARNINGS_MAX) {
      warnings.add(text);
    } else {
      further++;
    }
  }

  /** Notes a part of OpenAPI that HTTP APIs do not use. */
  void ignore(String part) {
    ignored.add(part);
  }

  List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    if (further > 0) {
      all.add(further + " more warnings are left out");
    }
    return all;
  }

  List<String> info() {
    return ignored.isEmpty()
        ? List.of()
        : List.of("HTTP APIs ignore these parts of the document: " + String.join(", ", ignored));
  }
}
