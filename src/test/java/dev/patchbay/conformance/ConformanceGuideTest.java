package dev.patchbay.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guide to conformance and the cases. */
final class ConformanceGuideTest {

  private static final Pattern NAME = Pattern.compile("`([a-z]+)`");

  @Test
  void theTableOfNamesHasTheFirstPartOfEachCase() throws Exception {
    String guide = Files.readString(Path.of("src", "site", "markdown", "conformance.md"));
    String table =
        guide.substring(guide.indexOf("<!-- names -->"), guide.indexOf("<!-- /names -->"));
    Set<String> parts =
        CaseTable.read().cases().stream()
            .map(each -> each.name().replaceFirst("[.].*", ""))
            .collect(Collectors.toSet());

    assertThat(NAME.matcher(table).results().map(each -> each.group(1)))
        .containsExactlyInAnyOrderElementsOf(parts);
  }
}
