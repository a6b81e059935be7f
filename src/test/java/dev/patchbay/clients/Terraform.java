package dev.patchbay.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program {@code terraform} in a folder of its own, with one configuration and one state. */
final class Terraform {

  /** The whole configuration takes some ten seconds; one refused too often ends later. */
  private static final long COMMAND_SECONDS_MAX = 300;

  private final Path directory;
  private final Map<String, String> variables = new HashMap<>();

  private Terraform(Path directory, URI endpoint) throws IOException {
    this.directory = directory;
    Path noSettings = Files.createFile(directory.resolve("settings"));
    variables.put("TF_CLI_CONFIG_FILE", noSettings.toString());
    variables.put("TF_IN_AUTOMATION", "true");
    variables.put("CHECKPOINT_DISABLE", "true");
    variables.put("TF_VAR_endpoint", endpoint.toString());
  }

  /**
   * Copies a configuration and initialises it from a folder of plugins, without the network.
   *
   * @param configuration the folder of its {@code *.tf} files
   * @param directory an empty folder
   */
  static Terraform init(Path configuration, Path directory, Path plugins, URI endpoint)
      throws Exception {
    try (var files = Files.newDirectoryStream(configuration, "*.tf")) {
      for (Path file : files) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    Terraform terraform = new Terraform(directory, endpoint);
    terraform.run("init", "-input=false", "-no-color", "-plugin-dir=" + plugins);
    return terraform;
  }

  /** Applies a step of the configuration, after which a plan is empty. */
  String apply(int step) throws Exception {
    variables.put("TF_VAR_step", String.valueOf(step));
    String output = run("apply", "-input=false", "-no-color", "-auto-approve");
    run("plan", "-input=false", "-no-color", "-detailed-exitcode");
    return output;
  }

  /** Applies the configuration of the step. */
  String importAll(int step, String imports) throws Exception {
    Files.writeString(directory.resolve("import.tf"), imports);
    variables.put("TF_VAR_imported", "true");
    return apply(step);
  }

  void destroy() throws Exception {
    run("destroy", "-input=false", "-no-color", "-auto-approve");
  }

  /** Its resources, as {@code terraform show -json} prints them. */
  List<JsonObject> resources() throws Exception {
    return new JsonObject(run("show", "-json"))
        .getJsonObject("values").getJsonObject("root_module").getJsonArray("resources").stream()
            .map(JsonObject.class::cast)
            .toList();
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("terraform"));
    command.addAll(List.of(arguments));
    Path output = directory.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(variables);
    Process process = builder.start();
    boolean ended = process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as("terraform %s has ended:%n%s", arguments[0], text).isTrue();
    assertThat(process.exitValue()).as("terraform %s:%n%s", arguments[0], text).isZero();
    return text;
  }
}
