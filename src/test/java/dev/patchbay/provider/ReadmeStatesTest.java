package dev.patchbay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ReadmeStatesTest {

  private static final String BEGIN = "<!-- provider states -->";
  private static final String END = "<!-- /provider states -->";

  @Test
  void theTableInTheReadmeIsTheTableInTheCode() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    String table = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));
    assertThat(table.strip()).isEqualTo(States.markdownTable());
  }

  @Test
  void everyCellStaysInItsColumn() {
    assertThat(States.markdownTable().lines())
        .allSatisfy(row -> assertThat(row.chars().filter(c -> c == '|')).hasSize(5));
  }
}
