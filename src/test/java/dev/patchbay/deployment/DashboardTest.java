package dev.patchbay.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard, which Grafana itself does not check: it shows an empty panel where it errs. */
final class DashboardTest {

  private static final Path FILE = Path.of("k8s/components/monitoring/dashboard.json");

  /** Columns of a row in Grafana. */
  private static final int COLUMNS = 24;

  /** JSON is YAML. */
  private static final ObjectNode DASHBOARD = Yaml.document(FILE);

  static List<JsonNode> panels() {
    return Manifests.stream(DASHBOARD.path("panels"))
        .filter(panel -> !panel.path("type").asText().equals("row"))
        .toList();
  }

  static List<String> queries() {
    return panels().stream()
        .flatMap(panel -> Manifests.stream(panel.path("targets")))
        .map(target -> target.path("expr").asText().replace("$__rate_interval", "5m"))
        .toList();
  }

  @Test
  void urgentPanelsComeFirst() {
    assertThat(panels().stream().map(panel -> panel.path("title").asText()).limit(6))
        .containsExactly(
            "Requests", "Errors by type", "Latency", "Conflicts", "Throttling", "Redis");
  }

  @Test
  void panelsHaveTheirOwnNumbersAndPlaces() {
    Set<Integer> numbers = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (JsonNode panel : DASHBOARD.path("panels")) {
      assertThat(numbers.add(panel.path("id").asInt())).as(panel.toString()).isTrue();
      JsonNode at = panel.path("gridPos");
      assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
      for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
        for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
          assertThat(places.add(x + "," + y)).as("%s is on another", panel.path("title")).isTrue();
        }
      }
    }
  }

  @Test
  void everyPanelHasADescription() {
    assertThat(panels())
        .allSatisfy(
            panel -> {
              assertThat(panel.path("description").asText()).endsWith(".");
              assertThat(panel.path("targets")).isNotEmpty();
              assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotEmpty();
              assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            });
  }

  /** As rules, the format of promtool. */
  @Test
  void everyQueryIsOne(@TempDir Path directory) throws IOException {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    ObjectNode group = file.putArray("groups").addObject().put("name", "dashboard");
    ArrayNode rules = group.putArray("rules");
    for (String query : queries()) {
      rules.addObject().put("record", "dashboard:query" + rules.size()).put("expr", query);
    }
    Files.writeString(directory.resolve("rules.yaml"), Yaml.text(file));
    assertThat(Tools.promtool(directory, "check", "rules", "rules.yaml"))
        .contains("SUCCESS: %d rules found".formatted(queries().size()));
  }
}
