package dev.patchbay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit status, standard output and messages for files of cases. */
final class EvaluateCommandTest {

  @TempDir private Path folder;

  private EvaluateRun command;

  @BeforeEach
  void writeResponses() throws IOException {
    command = new EvaluateRun(folder);
  }

  /** Members of a case after its reply, the exit status and parts of the output, between "&". */
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
    Path file = command.write("case.yaml", "reply: " + members.replace("; ", "\n") + "\n");
    assertThat(command.run(file.toString()))
        .as(command.output() + command.messages())
        .isEqualTo(status);
    assertThat(command.output()).contains(out.strip().split("&(?!a )", -1));
    assertThat(command.messages()).isEmpty();
  }

  @Test
  void aProxyAndAnotherSelectionExpressionComeFromOptionsOrAFile() throws IOException {
    Path file =
        command.write(
            "case.yaml",
            """
            reply: {body: {errorMessage: '404', id: 1}}
            expected: {integrationResponseKey: '404'}
            """);
    String expression = "${integration.response.body.errorMessage}";
    assertThat(
            command.run("--integration-response-selection-expression", expression, file.toString()))
        .isZero();
    Path members =
        command.write(
            "integration",
            "{\"IntegrationType\":\"AWS\",\"IntegrationResponseSelectionExpression\":\""
                + expression
                + "\"}");
    assertThat(command.run("--integration-members", members.toString(), file.toString())).isZero();
    assertThat(command.run(file.toString())).isEqualTo(1);
    assertThat(command.run("--integration-type", "AWS_PROXY", file.toString())).isEqualTo(1);
    assertThat(command.output()).contains("no integration response, no template");
  }

  @Test
  void foldersAreWalkedWithoutTheFileOfTheIntegrationResponses() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Files.writeString(inner.resolve("b.yml"), "reply: {}\n");
    Files.writeString(inner.resolve("a.JSON"), "{\"reply\":{}}");
    Files.writeString(inner.resolve("notes.txt"), "none");
    assertThat(command.run(folder.toString())).isZero();
    assertThat(command.output()).containsSubsequence("a.JSON", "b.yml", "2 cases, 0 failed");
    assertThat(command.output()).doesNotContain("responses.json", "notes");
    assertThat(command.run(Files.createDirectory(folder.resolve("empty")).toString())).isEqualTo(1);
    assertThat(command.messages()).contains("there are no cases in ");
  }

  @Test
  void oneUnreadableCaseDoesNotStopTheOthers() throws IOException {
    command.write("a.yaml", "reply: [");
    command.write("b.yaml", "reply: {}");
    assertThat(command.run(folder.toString())).isEqualTo(1);
    assertThat(command.output()).contains("FAIL ", "look ", "2 cases, 1 failed");
  }

  @Test
  void deepLargeAndMultiplyingFilesAreRefused() throws IOException {
    command.write("deep.json", "{\"reply\":" + "[".repeat(100_000));
    command.write("large.yaml", "#".repeat(4 * 1024 * 1024) + "\nreply: {}\n");
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
    command.write("bomb.yaml", bomb.append("reply: {}\n").toString());
    assertThat(command.run(folder.toString())).isEqualTo(1);
    assertThat(command.output())
        .contains(
            "deeper than 64 levels",
            "larger than 4194304 bytes",
            "more than 1000000 values",
            "3 failed");
  }
}
