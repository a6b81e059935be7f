package dev.patchbay.cli;

import dev.patchbay.cases.InputException;
import dev.patchbay.cases.IntegrationChoice;
import dev.patchbay.cases.IntegrationFile;
import dev.patchbay.cases.TestedIntegration;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose an integration and its file. */
final class IntegrationOptions {

  private static final String TYPE = "integrationType";
  private static final String EXPRESSION = "integrationResponseSelectionExpression";

  /** HTTP and mock integrations have it. */
  private static final String STATUS_CODE = "${integration.response.statuscode}";

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

  @Option(names = "--api", paramLabel = "ID", description = "The API of the integration.")
  private @Nullable String apiId;

  @Option(
      names = "--integration",
      paramLabel = "ID",
      description = "The integration; not needed where there is one only.")
  private @Nullable String integrationId;

  boolean isFile() {
    return responses != null;
  }

  boolean hasApi() {
    return apiId != null;
  }

  /** Returns whether options set members that a file or a service sets too. */
  boolean hasMembers() {
    return members != null || type != null || expression != null;
  }

  /** The integrations of the file; none without a file. */
  List<TestedIntegration> read() throws InputException {
    return responses == null
        ? List.of()
        : new IntegrationFile(StoreSession.SERVED.types()).read(responses, choice(), members());
  }

  /** The only integration of the file; nothing without a file. */
  Optional<TestedIntegration> single() throws InputException {
    return responses == null ? Optional.empty() : Optional.of(IntegrationChoice.single(read()));
  }

  /** The files that the options name. */
  List<Path> files() {
    return Stream.of(Optional.ofNullable(responses), Optional.ofNullable(members))
        .flatMap(Optional::stream)
        .toList();
  }

  String apiId() {
    return apiId == null ? "" : apiId;
  }

  @Nullable String integrationId() {
    return integrationId;
  }

  private IntegrationChoice choice() {
    return new IntegrationChoice(apiId, integrationId);
  }

  /** Returns the members of the integration; options precede the file. */
  private Map<String, Object> members() throws InputException {
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
}
