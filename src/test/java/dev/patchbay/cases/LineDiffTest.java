package dev.patchbay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that two texts have in common and lines of one only. "~" stands for a line feed. */
final class LineDiffTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a, a, ` a`",
        "a~b~c, a~c, ` a~-b~ c`",
        "a~c, a~b~c, ` a~+b~ c`",
        "a~b, a~x, ` a~-b~+x`",
        "a~, a, ` a~-`",
        "a~b~c~d, b~d~e, `-a~ b~-c~ d~+e`"
      })
  void ofTexts(String expected, String actual, String diff) {
    assertThat(diff(expected.replace('~', '\n'), actual.replace('~', '\n')))
        .isEqualTo(diff.replace('~', '\n'));
  }

  @Test
  void omittedLinesAreNamed() {
    assertThat(diff("a\r", "\u202ea")).isEqualTo("-a\\u{000D}\n+\\u{202E}a");
  }

  @Test
  void largeTextsDifferAsAWhole() {
    String lines = "same\n".repeat(2_000);
    assertThat(LineDiff.of(lines, lines + "x")).hasSize(4_002);
  }

  private static String diff(String expected, String actual) {
    return LineDiff.of(expected, actual).stream()
        .map(line -> line.mark() + line.text())
        .collect(Collectors.joining("\n"));
  }
}
