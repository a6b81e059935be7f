package dev.patchbay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Colours, results for CI, updated files, warnings, and the guide. */
final class EvaluateOutputTest {

  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";

  @TempDir private Path folder;

  private EvaluateRun command;

  @BeforeEach
  void writeResponses() throws IOException {
    command = new EvaluateRun(folder);
  }

  @Test
  void coloursAreForTerminalsWithoutNoColor() throws IOException {
    String file = command.write("case.yaml", "reply: {}\nexpected: {frame: x}\n").toString();
    command.run(file);
    assertThat(command.output()).doesNotContain("\u001b");
    command.run(Map.of(), true, file);
    assertThat(command.output()).contains(RED + "- x", GREEN + "+ {");
    command.run(Map.of("NO_COLOR", "1"), true, file);
    assertThat(command.output()).doesNotContain("\u001b");
  }

  @Test
  void controlCharactersOfAFrameDoNotReachTheTerminal() throws IOException {
    command.write("case.yaml", "reply: {statusCode: 404, body: {id: \"\\e[2J\"}}\n");
    command.run(folder.toString());
    assertThat(command.output()).contains("no \\u{001B}[2J").doesNotContain("\u001b");
  }

  @Test
  void resultsAreWrittenForCi() throws IOException {
    command.write("a.yaml", "reply: {statusCode: 404}\nexpected: {frame: \"<&\\u0001\"}\n");
    command.write("b.yaml", "reply: [");
    command.write("c.yaml", "reply: {}");
    Path xml = folder.resolve("junit.xml");
    assertThat(command.run("--junit-xml", xml.toString(), folder.toString())).isEqualTo(1);
    assertThat(Files.readString(xml))
        .contains(
            "tests=\"3\" failures=\"1\" errors=\"1\"",
            "<failure message=\"frame differs\">",
            "- &lt;&amp;\\u{0001}",
            "<error message=\"the case cannot be read\">",
            "c.yaml\" time=");
  }

  @Test
  void anUpdateWritesExpectationsAndKeepsTheRest() throws IOException {
    Path file =
        command.write(
            "case.yaml",
            """
            # Before.
            reply: {statusCode: 404, body: {id: 1}} # kept
            expected: # replaced
              frame: x # replaced

            # After.
            context: {connectionId: C}
            """);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(command.run("--update", file.toString())).isZero();
    assertThat(command.output()).contains("new  ", "1 case, 0 failed, 1 updated");
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            # Before.
            reply: {statusCode: 404, body: {id: 1}} # kept
            expected:
              frame: |-
                no 1
                for C

            # After.
            context: {connectionId: C}
            """);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    assertThat(command.run(file.toString())).isZero();
    assertThat(command.run("--update", file.toString())).isZero();
    assertThat(command.output()).doesNotContain("updated");
  }

  @Test
  void warningsDoNotFail() throws IOException {
    assertThat(command.run("--lint")).isZero();
    assertThat(command.output())
        .contains("5xx: it is not a status code", "500, $default (line 1, column", "2 warnings");
    Path file = command.write("case.yaml", "reply: {}\n");
    assertThat(command.run("--lint", file.toString())).isZero();
    assertThat(command.output()).contains("1 case, 0 failed", "2 warnings");
  }

  @Test
  void theCaseInTheGuideRunsAndItsOptionsAreThere() throws IOException {
    String guide = Files.readString(Path.of("src", "site", "markdown", "evaluation.md"));
    int begin = guide.indexOf("```yaml\n") + "```yaml\n".length();
    command.write("case.yaml", guide.substring(begin, guide.indexOf("```", begin)));
    command.writeResponses(
        """
        {"items": [{"integrationResponseKey": "/4\\\\d\\\\d/",
          "responseTemplates": {"$default": "{\\"message\\":$input.json('$.error')}"}}]}
        """);
    assertThat(command.run(folder.toString())).as(command.output()).isZero();
    command.run("--help");
    Matcher option = Pattern.compile("(?m)^ +(?:-h, )?(--[a-z-]+)").matcher(command.output());
    while (option.find()) {
      assertThat(guide + "--help").contains(option.group(1));
    }
  }
}
