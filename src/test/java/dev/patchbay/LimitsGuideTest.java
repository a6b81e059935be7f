package dev.patchbay;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.config.Settings;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of limits in the guide to the API is the enum's, and the tests that it names exist. */
final class LimitsGuideTest {

  private static final String BEGIN = "<!-- limits -->";
  private static final String END = "<!-- /limits -->";

  /** A status and the type of an error. */
  private static final Pattern ERROR = Pattern.compile("[45]\\d\\d \\w+");

  @Test
  void theTableInTheGuideIsTheTableInTheCode() throws IOException {
    String guide = Files.readString(Path.of("src", "site", "markdown", "api.md"));
    assertThat(guide).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    String table = guide.substring(guide.indexOf(BEGIN) + BEGIN.length(), guide.indexOf(END));
    assertThat(table.strip()).isEqualTo(markdownTable());
  }

  @Test
  void theTestsOfAllLimitsExist() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      Set<String> tests =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
      assertThat(Arrays.stream(Limit.values()).map(Limit::test)).isSubsetOf(tests);
    }
  }

  @ParameterizedTest
  @EnumSource
  void errorsBelongToTheService(Limit limit) {
    assertThat(ERROR.matcher(limit.refusal()).results().map(MatchResult::group))
        .isSubsetOf(
            Arrays.stream(ErrorCode.values())
                .map(error -> error.status() + " " + error.shape())
                .toList());
  }

  @ParameterizedTest
  @EnumSource
  void valueIsTheDefaultOfTheSetting(Limit limit) {
    limit
        .setting()
        .ifPresent(
            setting ->
                assertThat(Settings.markdownTable())
                    .contains("| `%s` | `%d` |".formatted(setting, limit.value())));
  }

  @ParameterizedTest
  @EnumSource
  void cellsAreComplete(Limit limit) {
    assertThat(limit.value()).isPositive();
    assertThat(limit.reason()).endsWith(".").doesNotContain("|");
    assertThat(limit.subject()).isNotBlank().doesNotContain("|");
    assertThat(limit.refusal()).isNotBlank().doesNotContain("|");
  }

  private static String markdownTable() {
    String head =
        "| limit | value | setting | beyond it | reason | test |\n|---|---|---|---|---|---|\n";
    return Arrays.stream(Limit.values())
        .map(
            limit ->
                "| %s | %s | %s | %s | %s | `%s` |"
                    .formatted(
                        limit.subject(),
                        value(limit),
                        limit.setting().map(name -> "`" + name + "`").orElse(""),
                        ERROR.matcher(limit.refusal()).replaceAll(error -> code(error.group())),
                        limit.reason(),
                        limit.test()))
        .collect(joining("\n", head, ""));
  }

  private static String code(String error) {
    return error.replace(" ", " `") + "`";
  }

  private static String value(Limit limit) {
    long value = limit.value();
    return switch (limit.unit()) {
      case BYTES ->
          value % (1024 * 1024) == 0
              ? value / (1024 * 1024) + " MiB"
              : value % 1024 == 0 ? value / 1024 + " KiB" : value + " bytes";
      case MILLIS -> value % 1000 == 0 ? value / 1000 + " s" : value + " ms";
      case COUNT -> String.valueOf(value);
    };
  }
}
