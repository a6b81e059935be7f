package dev.patchbay.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts: the causes that they fire for, and the sections of the runbook that they lead to. */
final class AlertsTest {

  private static final String RUNBOOK = "src/site/markdown/runbook.md";

  private static final Path CASES = Path.of("src/test/resources/deployment/alerts-test.yaml");

  /** A row of the table: the alert, for how long it holds before it fires, and its severity. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| \\[(Patchbay\\w+)\\].* \\| ([^|]+) \\| (\\w+) \\|$");

  private static final Pattern SECTION = Pattern.compile("(?m)^## (\\w+)$");

  @TempDir private Path directory;

  @BeforeEach
  void writeRules() throws IOException {
    Files.writeString(directory.resolve("rules.yaml"), Yaml.text(rules().get("spec")));
    Files.copy(CASES, directory.resolve("alerts-test.yaml"));
  }

  @Test
  void theRulesAreRules() {
    assertThat(
            Tools.promtool(directory, "check", "rules", "--lint=all", "--lint-fatal", "rules.yaml"))
        .contains("SUCCESS: %d rules found".formatted(alerts().size()));
  }

  @Test
  void eachFiresAndIsSilentAsItsCasesSay() {
    assertThat(Tools.promtool(directory, "test", "rules", "alerts-test.yaml")).contains("SUCCESS");
  }

  @Test
  void eachHasACaseInWhichItFiresAndOneInWhichItIsSilent() {
    assertThat(cases(true)).isEqualTo(names());
    assertThat(cases(false)).isEqualTo(names());
  }

  private static Set<String> cases(boolean fires) {
    return Manifests.stream(Yaml.document(CASES).path("tests"))
        .flatMap(test -> Manifests.stream(test.path("alert_rule_test")))
        .filter(expectation -> expectation.path("exp_alerts").isEmpty() != fires)
        .map(expectation -> expectation.path("alertname").asText())
        .collect(Collectors.toSet());
  }

  @Test
  void eachSendsToASectionOfTheRunbook() throws IOException {
    String runbook = Files.readString(Path.of(RUNBOOK));
    assertThat(alerts())
        .allSatisfy(
            alert -> {
              String name = alert.path("alert").asText();
              assertThat(alert.at("/annotations/runbook_url").asText())
                  .isEqualTo(RUNBOOK + "#" + name.toLowerCase(Locale.ROOT));
              assertThat(runbook).containsOnlyOnce("\n## " + name + "\n\n");
            });
    assertThat(runbook.lines().filter(line -> line.startsWith("## "))).hasSize(alerts().size());
  }

  @Test
  void theTableOfTheRunbookHasARowForEachInTheOrderOfTheSections() throws IOException {
    String runbook = Files.readString(Path.of(RUNBOOK));
    List<MatchResult> rows = ROW.matcher(runbook).results().toList();

    assertThat(rows)
        .extracting(row -> row.group(1))
        .isEqualTo(SECTION.matcher(runbook).results().map(each -> each.group(1)).toList())
        .isEqualTo(alerts().stream().map(alert -> alert.path("alert").asText()).toList());
    assertThat(rows)
        .extracting(row -> row.group(2), row -> row.group(3))
        .isEqualTo(
            alerts().stream()
                .map(
                    alert ->
                        tuple(
                            alert.path("for").asText("at once").replaceFirst("m$", " min"),
                            alert.at("/labels/severity").asText()))
                .toList());
  }

  private static Set<String> names() {
    return alerts().stream().map(alert -> alert.path("alert").asText()).collect(Collectors.toSet());
  }

  private static List<JsonNode> alerts() {
    return Manifests.stream(rules().at("/spec/groups"))
        .flatMap(group -> Manifests.stream(group.path("rules")))
        .toList();
  }

  private static ObjectNode rules() {
    return Yaml.document(Path.of("k8s/components/monitoring/alerts.yaml"));
  }
}
