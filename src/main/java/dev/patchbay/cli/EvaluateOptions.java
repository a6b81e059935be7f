package dev.patchbay.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code evaluate}; picocli sets them. */
final class EvaluateOptions {

  @Mixin private final IntegrationOptions integration = new IntegrationOptions();

  @Parameters(
      paramLabel = "CASE",
      arity = "0..*",
      description = "A file of a case in JSON or YAML, or a folder of them.")
  private List<Path> cases = List.of();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "Takes them from a service; requests are signed with AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY where these are set.")
  private @Nullable URI endpoint;

  @Option(names = "--lint", description = "Warns of what is there in vain; needs no CASE.")
  private boolean lint;

  @Option(
      names = "--update",
      description = "Writes into each CASE what it should expect, and keeps the rest of it.")
  private boolean update;

  @Option(
      names = "--junit-xml",
      paramLabel = "FILE",
      description = "Writes the results for a CI system.")
  private @Nullable Path junitXml;

  /** Returns why the options exclude each other; empty where they do not. */
  Optional<String> contradiction() {
    if (integration.isFile() == (endpoint != null)) {
      return Optional.of("either --integration-responses or --endpoint is needed");
    }
    if (endpoint != null && !integration.hasApi()) {
      return Optional.of("--endpoint needs --api");
    }
    if (endpoint != null && !String.valueOf(endpoint.getScheme()).matches("https?")) {
      return Optional.of("--endpoint is an http or https URL, not '" + endpoint + "'");
    }
    if (endpoint != null && integration.hasMembers()) {
      return Optional.of("--endpoint has the members of the integration");
    }
    if (cases.isEmpty() && !lint) {
      return Optional.of("a CASE or --lint is needed");
    }
    return Optional.empty();
  }

  List<Path> cases() {
    return cases;
  }

  IntegrationOptions integration() {
    return integration;
  }

  @Nullable URI endpoint() {
    return endpoint;
  }

  boolean lint() {
    return lint;
  }

  boolean update() {
    return update;
  }

  @Nullable Path junitXml() {
    return junitXml;
  }
}
