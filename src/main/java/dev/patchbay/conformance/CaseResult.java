package dev.patchbay.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a case.
 *
 * @param observed the behaviour of the service, in one line
 * @param expected the expected behaviour; empty where the service shows it
 */
public record CaseResult(ConformanceCase of, String observed, Optional<String> expected) {

  public boolean differs() {
    return expected.isPresent();
  }

  /** In words: as recorded, as decided, or differs. */
  public String verdict() {
    return differs() ? "differs" : of.basis().verdict();
  }

  /** The members of its JSON. */
  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", of.name());
    members.put("basis", of.basis().word());
    members.put("says", of.says());
    if (!of.source().isEmpty()) {
      members.put("source", of.source());
    }
    members.put("verdict", verdict());
    members.put("observed", observed);
    expected.ifPresent(text -> members.put("expected", text));
    return members;
  }
}
