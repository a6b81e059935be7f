package dev.patchbay.evaluation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of limits in the guide to evaluation is that of the code. */
final class EvaluationGuideTest {

  private static final String BEGIN = "<!-- evaluation limits -->";
  private static final String END = "<!-- /evaluation limits -->";

  @Test
  void theTableInTheGuideIsTheTableInTheCode() throws IOException {
    String guide = Files.readString(Path.of("src", "site", "markdown", "evaluation.md"));
    String table = guide.substring(guide.indexOf(BEGIN) + BEGIN.length(), guide.indexOf(END));
    assertThat(table.strip()).isEqualTo(markdownTable());
  }

  private static String markdownTable() {
    EvaluationLimits limits = EvaluationLimits.defaults();
    return Stream.of(
            "| limit | value | error |",
            "|---|---|---|",
            row("steps", limits.steps(), Kind.STEP_LIMIT),
            row("pattern reads", limits.patternReads(), Kind.PATTERN_LIMIT),
            row("output bytes", limits.outputBytes(), Kind.OUTPUT_LIMIT),
            row("text length", limits.textLength(), Kind.TEXT_LIMIT),
            row("copied length", limits.copiedLength(), Kind.COPY_LIMIT),
            row("elements", limits.elements(), Kind.ELEMENT_LIMIT),
            row("nesting", limits.nesting(), Kind.NESTING_LIMIT),
            row("number bits", limits.numberBits(), Kind.NUMBER_LIMIT),
            row("body bytes", limits.bodyBytes(), Kind.BODY_LIMIT),
            row("time nanos", limits.timeNanos(), Kind.TIME_LIMIT))
        .collect(joining("\n"));
  }

  private static String row(String name, long value, Kind error) {
    return String.format(Locale.ROOT, "| %s | %,d | `%s` |", name, value, error);
  }
}
