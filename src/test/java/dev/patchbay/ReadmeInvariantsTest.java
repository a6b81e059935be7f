package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The invariants in the guide to the architecture name the tests that enforce them, and these
 * exist.
 */
final class ReadmeInvariantsTest {

  private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract))`");

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    String guide = Files.readString(Path.of("src", "site", "markdown", "architecture.md"));
    String invariants = guide.substring(guide.indexOf("## Invariants"));
    Set<String> named =
        NAMED_TEST
            .matcher(invariants)
            .results()
            .map((MatchResult match) -> match.group(1))
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      Set<String> tests =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
      assertThat(named).isNotEmpty().isSubsetOf(tests);
    }
  }
}
