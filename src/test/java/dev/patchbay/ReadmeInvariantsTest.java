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
 * The README's invariants name the tests that enforce them; a name without a test is no promise.
 */
final class ReadmeInvariantsTest {

  private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract))`");

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String invariants =
        readme.substring(readme.indexOf("## Invariants"), readme.indexOf("## Decisions"));
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
