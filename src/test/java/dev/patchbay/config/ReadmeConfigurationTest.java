package dev.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ReadmeConfigurationTest {

  @Test
  void theTableInTheReadmeIsTheTableInTheCode() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme).containsOnlyOnce("<!-- settings -->").containsOnlyOnce("<!-- /settings -->");
    int begin = readme.indexOf("<!-- settings -->") + "<!-- settings -->".length();
    String table = readme.substring(begin, readme.indexOf("<!-- /settings -->"));
    assertThat(table.strip()).isEqualTo(Settings.markdownTable());
  }

  @Test
  void everyCellStaysInItsColumn() {
    assertThat(Settings.markdownTable().lines())
        .allSatisfy(row -> assertThat(row.chars().filter(c -> c == '|')).hasSize(5));
  }
}
