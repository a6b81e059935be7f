package dev.patchbay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command on a folder with the integration responses of the tests. */
final class EvaluateRun {

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

  private final Path folder;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  EvaluateRun(Path folder) throws IOException {
    this.folder = folder;
    writeResponses(RESPONSES);
  }

  void writeResponses(String text) throws IOException {
    write("responses.json", text);
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** The exit status of a run that is not on a terminal. */
  int run(String... arguments) {
    return run(Map.of(), false, arguments);
  }

  int run(Map<String, String> environment, boolean terminal, String... arguments) {
    output.reset();
    messages.reset();
    List<String> all = new ArrayList<>(List.of("evaluate", "--integration-responses"));
    all.add(folder.resolve("responses.json").toString());
    all.addAll(List.of(arguments));
    Streams streams =
        new Streams(
            new ByteArrayInputStream(new byte[0]),
            output,
            new PrintStream(messages),
            () -> terminal);
    return Commands.run(all.toArray(String[]::new), environment, streams);
  }

  String output() {
    return output.toString(UTF_8);
  }

  String messages() {
    return messages.toString(UTF_8);
  }
}
