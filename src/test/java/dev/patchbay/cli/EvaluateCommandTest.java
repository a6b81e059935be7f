package dev.patchbay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files of cases lead to: an exit status, standard output and messages. */
final class EvaluateCommandTest {

  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";

  /** As the AWS CLI prints it. */
  private static final String RESPONSES =
      """
      {"Items": [
        {"IntegrationResponseId": "a1", "IntegrationResponseKey": "/2\\\\d\\\\d/",
         "ResponseTemplates": {"application/json": "{\\"id\\":$input.json('$.id'),\\"stage\\":\\"$stageVariables.s\\"}"}},
        {"IntegrationResponseId": "a2", "IntegrationResponseKey": "404",
         "ResponseTemplates": {"$default": "no $input.path('$.id')\\nfor $context.connectionId"}},
        {"IntegrationResponseId": "a3", "IntegrationResponseKey": "500",
         "ResponseTemplates": {"$default": "#if("}},
        {"IntegrationResponseId": "a4", "IntegrationResponseKey": "5xx"}
      ]}
      """;

  @TempDir private Path folder;

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private Map<String, String> environment = Map.of();
  private boolean terminal;
  private Path responses;

  @BeforeEach
  void writeResponses() throws IOException {
    responses = Files.writeString(folder.resolve("responses.json"), RESPONSES);
  }

  /** Members of a case after its reply, the exit status and what the output has, between "&". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {statusCode: 201, body: {id: 7}}; stageVariables: {s: x}; expected: {integrationResponseKey: '/2\\d\\d/', json: {stage: x, id: 7}} | 0 | ok   &: /2\\d\\d/, template application/json&1 case, 0 failed
          {body: '{"id":7.0}'}; expected: {json: {id: 7, stage: ''}}                   | 0 | 1 case, 0 failed
          {statusCode: 404}; expected: {integrationResponseKey: 200}                   | 1 | FAIL &integrationResponseKey differs&- 200&+ 404&-> 404: the text equals the value&1 case, 1 failed
          {statusCode: 404, body: {id: 1}}; context: {connectionId: C}; expected: {frame: "no 1\\nfor C"} | 0 | 1 case, 0 failed
          {statusCode: 404, body: {id: 1}}; context: {connectionId: C}; expected: {frame: "no 1\\nfor D"} | 1 | frame differs&  no 1&- for D&+ for C
          {statusCode: 404}; expected: {json: {a: 1}}                                  | 1 | json differs&-   "a": 1&+ no
          {statusCode: 404}                                                            | 0 | look &: 404, template $default&frame:
          {statusCode: 500}; expected: {integrationResponseKey: 500}                   | 1 | error differs&- none&+ TEMPLATE_SYNTAX&line 1, column
          {statusCode: 500}; expected: {error: TEMPLATE_SYNTAX}                        | 0 | 1 case, 0 failed
          {statusCode: 302}; expected: {error: NO_INTEGRATION_RESPONSE, integrationResponseKey: null} | 0 | : no integration response, no template
          {statusCode: 302}; expected: {error: null}                                   | 1 | error differs&no key matches the value '302'
          {statusCode: 999}                                                            | 1 | FAIL &reply.statusCode is not a whole number from 100 to 599
          {status: 200}                                                                | 1 | reply has no member status; it has statusCode, headers
          {}; expect: {}                                                               | 1 | a case has no member expect
          {isBase64Encoded: true, body: '?'}                                           | 1 | reply.body is not base64
          {isBase64Encoded: yes}                                                       | 1 | reply.isBase64Encoded is neither true nor false
          {headers: [1]}                                                               | 1 | reply.headers is not a map
          text                                                                         | 1 | reply is not a map
          {}; stageVariables: {a: [1]}                                                 | 1 | stageVariables.a is not a text
          {}; reply: {}                                                                | 1 | line 2, column 1: &reply
          [                                                                            | 1 | line 2, column 1: expected
          !!java.net.URL {}                                                            | 1 | the tag tag:yaml.org,2002:java.net.URL is not supported
          &a {body: *a}                                                                | 1 | it is deeper than 64 levels
          """)
  void casesLeadTo(String members, int status, String out) throws IOException {
    Path file = write("case.yaml", "reply: " + members.replace("; ", "\n") + "\n");
    assertThat(run(file.toString())).as(text(output) + text(messages)).isEqualTo(status);
    assertThat(text(output)).contains(out.strip().split("&(?!a )", -1));
    assertThat(text(messages)).isEmpty();
  }

  @Test
  void aProxyAndAnotherSelectionExpressionComeFromOptionsOrAFile() throws IOException {
    Path file =
        write(
            "case.yaml",
            """
            reply: {body: {errorMessage: '404', id: 1}}
            expected: {integrationResponseKey: '404'}
            """);
    String expression = "${integration.response.body.errorMessage}";
    assertThat(run("--integration-response-selection-expression", expression, file.toString()))
        .isZero();
    Path members =
        write(
            "integration",
            "{\"IntegrationType\":\"AWS\",\"IntegrationResponseSelectionExpression\":\""
                + expression
                + "\"}");
    assertThat(run("--integration-members", members.toString(), file.toString())).isZero();
    assertThat(run(file.toString())).isEqualTo(1);
    assertThat(run("--integration-type", "AWS_PROXY", file.toString())).isEqualTo(1);
    assertThat(text(output)).contains("no integration response, no template");
  }

  @Test
  void foldersAreWalkedWithoutTheFileOfTheIntegrationResponses() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Files.writeString(inner.resolve("b.yml"), "reply: {}\n");
    Files.writeString(inner.resolve("a.JSON"), "{\"reply\":{}}");
    Files.writeString(inner.resolve("notes.txt"), "none");
    assertThat(run(folder.toString())).isZero();
    assertThat(text(output)).containsSubsequence("a.JSON", "b.yml", "2 cases, 0 failed");
    assertThat(text(output)).doesNotContain("responses.json", "notes");
    assertThat(run(Files.createDirectory(folder.resolve("empty")).toString())).isEqualTo(1);
    assertThat(text(messages)).contains("there are no cases in ");
  }

  @Test
  void oneUnreadableCaseDoesNotStopTheOthers() throws IOException {
    write("a.yaml", "reply: [");
    write("b.yaml", "reply: {}");
    assertThat(run(folder.toString())).isEqualTo(1);
    assertThat(text(output)).contains("FAIL ", "look ", "2 cases, 1 failed");
  }

  @Test
  void deepLargeAndMultiplyingFilesAreRefused() throws IOException {
    write("deep.json", "{\"reply\":" + "[".repeat(100_000));
    write("large.yaml", "#".repeat(4 * 1024 * 1024) + "\nreply: {}\n");
    StringBuilder bomb = new StringBuilder("description: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String aliases = ("*a" + (i - 1) + ", ").repeat(10);
      bomb.append("k")
          .append(i)
          .append(": &a")
          .append(i)
          .append(" [")
          .append(aliases)
          .append("]\n");
    }
    write("bomb.yaml", bomb.append("reply: {}\n").toString());
    assertThat(run(folder.toString())).isEqualTo(1);
    assertThat(text(output))
        .contains(
            "deeper than 64 levels",
            "larger than 4194304 bytes",
            "more than 1000000 values",
            "3 failed");
  }

  @Test
  void coloursAreForTerminalsWithoutNoColor() throws IOException {
    String file = write("case.yaml", "reply: {}\nexpected: {frame: x}\n").toString();
    run(file);
    assertThat(text(output)).doesNotContain("\u001b");
    terminal = true;
    run(file);
    assertThat(text(output)).contains(RED + "- x", GREEN + "+ {");
    environment = Map.of("NO_COLOR", "1");
    run(file);
    assertThat(text(output)).doesNotContain("\u001b");
  }

  @Test
  void controlCharactersOfAFrameDoNotReachTheTerminal() throws IOException {
    write("case.yaml", "reply: {statusCode: 404, body: {id: \"\\e[2J\"}}\n");
    run(folder.toString());
    assertThat(text(output)).contains("no \\u{001B}[2J").doesNotContain("\u001b");
  }

  @Test
  void resultsAreWrittenForCi() throws IOException {
    write("a.yaml", "reply: {statusCode: 404}\nexpected: {frame: \"<&\\u0001\"}\n");
    write("b.yaml", "reply: [");
    write("c.yaml", "reply: {}");
    Path xml = folder.resolve("junit.xml");
    assertThat(run("--junit-xml", xml.toString(), folder.toString())).isEqualTo(1);
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
        write(
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
    assertThat(run("--update", file.toString())).isZero();
    assertThat(text(output)).contains("new  ", "1 case, 0 failed, 1 updated");
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
    assertThat(run(file.toString())).isZero();
    assertThat(run("--update", file.toString())).isZero();
    assertThat(text(output)).doesNotContain("updated");
  }

  @Test
  void warningsDoNotFail() throws IOException {
    assertThat(run("--lint")).isZero();
    assertThat(text(output))
        .contains("5xx: it is not a status code", "500, $default (line 1, column", "2 warnings");
    Path file = write("case.yaml", "reply: {}\n");
    assertThat(run("--lint", file.toString())).isZero();
    assertThat(text(output)).contains("1 case, 0 failed", "2 warnings");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int run(String... arguments) {
    output.reset();
    messages.reset();
    List<String> all = new ArrayList<>(List.of("evaluate", "--integration-responses"));
    all.add(responses.toString());
    all.addAll(List.of(arguments));
    Streams streams =
        new Streams(
            new ByteArrayInputStream(new byte[0]),
            output,
            new PrintStream(messages),
            () -> terminal);
    return Commands.run(all.toArray(String[]::new), environment, streams);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(UTF_8);
  }

  @Test
  void theCaseInTheGuideRunsAndItsOptionsAreThere() throws IOException {
    String guide = Files.readString(Path.of("src", "site", "markdown", "evaluation.md"));
    int begin = guide.indexOf("```yaml\n") + "```yaml\n".length();
    write("case.yaml", guide.substring(begin, guide.indexOf("```", begin)));
    Files.writeString(
        responses,
        """
        {"items": [{"integrationResponseKey": "/4\\\\d\\\\d/",
          "responseTemplates": {"$default": "{\\"message\\":$input.json('$.error')}"}}]}
        """);
    assertThat(run(folder.toString())).as(text(output)).isZero();
    run("--help");
    Matcher option = Pattern.compile("(?m)^ +(?:-h, )?(--[a-z-]+)").matcher(text(output));
    while (option.find()) {
      assertThat(guide + "--help").contains(option.group(1));
    }
  }
}
