package dev.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ConfigurationGuideTest {

  @Test
  void theTableInTheGuideIsTheTableInTheCode() throws IOException {
    String guide = Files.readString(Path.of("src", "site", "markdown", "configuration.md"));
    assertThat(guide).containsOnlyOnce("<!-- settings -->").containsOnlyOnce("<!-- /settings -->");
    int begin = guide.indexOf("<!-- settings -->") + "<!-- settings -->".length();
    String table = guide.substring(begin, guide.indexOf("<!-- /settings -->"));
    assertThat(table.strip()).isEqualTo(Settings.markdownTable());
  }

  @Test
  void everyCellStaysInItsColumn() {
    assertThat(Settings.markdownTable().lines())
        .allSatisfy(row -> assertThat(row.chars().filter(c -> c == '|')).hasSize(5));
  }
}
