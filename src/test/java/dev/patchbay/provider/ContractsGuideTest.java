package dev.patchbay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ContractsGuideTest {

  private static final ProviderStateCatalogue STATES =
      new ProviderStateCatalogue(ApiGatewayTypes.ALL);

  private static final String BEGIN = "<!-- provider states -->";
  private static final String END = "<!-- /provider states -->";

  @Test
  void theTableInTheGuideIsTheTableInTheCode() throws IOException {
    String guide = Files.readString(Path.of("src", "site", "markdown", "contracts.md"));
    assertThat(guide).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    String table = guide.substring(guide.indexOf(BEGIN) + BEGIN.length(), guide.indexOf(END));
    assertThat(table.strip()).isEqualTo(STATES.markdownTable());
  }

  @Test
  void everyCellStaysInItsColumn() {
    assertThat(STATES.markdownTable().lines())
        .allSatisfy(row -> assertThat(row.chars().filter(c -> c == '|')).hasSize(5));
  }
}
