package dev.patchbay.conformance;

import dev.patchbay.cases.Json;
import dev.patchbay.cases.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of a run, as a table for a person and as JSON for a program. */
public final class ConformanceReport {

  private static final String ROW = "%-43s %-9s %-12s ";

  private final Style style;

  public ConformanceReport(Style style) {
    this.style = style;
  }

  /** The names of the columns. */
  public static String head() {
    return ROW.formatted("case", "basis", "verdict") + "observed";
  }

  /** Returns the row of a case, and a second line with the expected behaviour where it differs. */
  public List<String> lines(CaseResult result) {
    String row = ROW.formatted(result.of().name(), result.of().basis().word(), result.verdict());
    List<String> lines = new ArrayList<>();
    lines.add((result.differs() ? style.red(row) : style.green(row)) + result.observed());
    result
        .expected()
        .ifPresent(text -> lines.add("    expected: " + text + " (" + result.of().says() + ")"));
    return lines;
  }

  /** A case that does not run, for a list of all. */
  public static String line(ConformanceCase one) {
    return "%-43s %-9s %s".formatted(one.name(), one.basis().word(), one.says());
  }

  /** The last line of the table. */
  public String summary(List<CaseResult> results) {
    long differ = results.stream().filter(CaseResult::differs).count();
    String text =
        "%d cases: %d as recorded, %d as decided, %d differ"
            .formatted(
                results.size(),
                count(results, Basis.RECORDED),
                count(results, Basis.DECIDED),
                differ);
    return differ == 0 ? style.green(text) : style.red(text);
  }

  private static long count(List<CaseResult> results, Basis basis) {
    return results.stream()
        .filter(result -> !result.differs() && result.of().basis() == basis)
        .count();
  }

  /** The results as JSON. */
  public static String json(String endpoint, List<CaseResult> results) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("endpoint", endpoint);
    document.put("asRecorded", count(results, Basis.RECORDED));
    document.put("asDecided", count(results, Basis.DECIDED));
    document.put("differ", results.stream().filter(CaseResult::differs).count());
    document.put("cases", results.stream().map(CaseResult::members).toList());
    return Json.pretty(document, "") + "\n";
  }
}
