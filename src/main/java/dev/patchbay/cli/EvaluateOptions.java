package dev.patchbay.cli;

import dev.patchbay.cases.InputException;
import dev.patchbay.cases.IntegrationChoice;
import dev.patchbay.cases.IntegrationFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code evaluate}; picocli sets them. */
final class EvaluateOptions {

  private static final String TYPE = "integrationType";
  private static final String EXPRESSION = "integrationResponseSelectionExpression";

  /** HTTP and mock integrations have it. */
  private static final String STATUS_CODE = "${integration.response.statuscode}";

  @Parameters(
      paramLabel = "CASE",
      arity = "0..*",
      description = "A file of a case in JSON or YAML, or a folder of them.")
  private List<Path> cases = List.of();

  @Option(
      names = "--integration-responses",
      paramLabel = "FILE",
      description =
          "Takes the integration responses from an export, or from what 'aws apigatewayv2"
              + " get-integration-responses' prints.")
  private @Nullable Path responses;

  @Option(
      names = "--integration-members",
      paramLabel = "FILE",
      description = "What 'aws apigatewayv2 get-integration' prints, beside such a file.")
  private @Nullable Path members;

  @Option(
      names = "--integration-type",
      paramLabel = "TYPE",
      description = "AWS, AWS_PROXY, HTTP, HTTP_PROXY or MOCK, beside such a file.")
  private @Nullable String type;

  @Option(
      names = "--integration-response-selection-expression",
      paramLabel = "EXPRESSION",
      description =
          "Gives the value that keys are matched with, beside such a file. Default: "
              + "$${integration.response.statuscode}")
  private @Nullable String expression;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "Takes them from a service; requests are signed with AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY where these are set.")
  private @Nullable URI endpoint;

  @Option(names = "--api", paramLabel = "ID", description = "The API of the integration.")
  private @Nullable String apiId;

  @Option(
      names = "--integration",
      paramLabel = "ID",
      description = "The integration; not needed where there is one only.")
  private @Nullable String integrationId;

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

  /** Why the options exclude each other; empty where they do not. */
  Optional<String> contradiction() {
    if ((responses == null) == (endpoint == null)) {
      return Optional.of("either --integration-responses or --endpoint is needed");
    }
    if (endpoint != null && apiId == null) {
      return Optional.of("--endpoint needs --api");
    }
    if (endpoint != null && !String.valueOf(endpoint.getScheme()).matches("https?")) {
      return Optional.of("--endpoint is an http or https URL, not '" + endpoint + "'");
    }
    if (endpoint != null && (members != null || type != null || expression != null)) {
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

  @Nullable Path responses() {
    return responses;
  }

  @Nullable Path membersFile() {
    return members;
  }

  @Nullable URI endpoint() {
    return endpoint;
  }

  String apiId() {
    return apiId == null ? "" : apiId;
  }

  @Nullable String integrationId() {
    return integrationId;
  }

  IntegrationChoice choice() {
    return new IntegrationChoice(apiId, integrationId);
  }

  /** The members of the integration; what an option says precedes the file. */
  Map<String, Object> members() throws InputException {
    Map<String, Object> all = new LinkedHashMap<>();
    if (members == null) {
      // Without a file the address is unknown, and lint must not warn that it is missing.
      all.put("integrationUri", "unknown");
    } else {
      all.putAll(IntegrationFile.members(members));
    }
    if (type != null) {
      all.put(TYPE, type);
    }
    if (expression != null) {
      all.put(EXPRESSION, expression);
    }
    all.putIfAbsent(EXPRESSION, STATUS_CODE);
    return all;
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
