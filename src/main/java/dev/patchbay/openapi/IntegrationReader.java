package dev.patchbay.openapi;

import dev.patchbay.model.ServiceException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the integrations of operations; operations that refer to one component share it. */
final class IntegrationReader {

  private static final String PLACE = "#/components/" + Extensions.INTEGRATIONS + "/";

  /** The types that HTTP APIs have. */
  private static final Set<String> TYPES = Set.of("AWS_PROXY", "HTTP_PROXY");

  private final DocumentObject components;
  private final MemberCheck check;
  private final ImportNotes notes;
  private final Map<String, Map<String, Object>> integrations = new LinkedHashMap<>();

  IntegrationReader(DocumentObject document, MemberCheck check, ImportNotes notes) {
    this.components = document.object("components").object(Extensions.INTEGRATIONS);
    this.check = check;
    this.notes = notes;
  }

  /** All integrations that operations have, by name. */
  Map<String, Map<String, Object>> integrations() {
    return integrations;
  }

  /** The name of an operation's integration; empty where it has none that can be made. */
  Optional<String> of(DocumentObject operation, String routeKey) {
    if (!operation.has(Extensions.INTEGRATION)) {
      return Optional.empty();
    }
    DocumentObject given = operation.object(Extensions.INTEGRATION);
    String name = given.text("$ref").orElse(routeKey);
    if (integrations.containsKey(name)) {
      return Optional.of(name);
    }
    Optional<DocumentObject> found = given.followed(PLACE, components);
    if (found.isEmpty()) {
      notes.warn("Unable to create Integration for '" + routeKey + "': " + name + " is missing");
      return Optional.empty();
    }
    try {
      integrations.put(name, check.check("CreateIntegration", members(found.get())));
      return Optional.of(name);
    } catch (ServiceException e) {
      notes.warn("Unable to create Integration for '" + routeKey + "': " + e.message());
      return Optional.empty();
    }
  }

  private static Map<String, Object> members(DocumentObject given) {
    ExtensionMembers members =
        new ExtensionMembers(given)
            .text("connectionId", "connectionId")
            .text("connectionType", "connectionType")
            .text("credentials", "credentialsArn")
            .text("httpMethod", "integrationMethod")
            .text("integrationSubtype", "integrationSubtype")
            .text("uri", "integrationUri")
            .textMap("requestParameters")
            .textMapMap("responseParameters")
            .value("timeoutInMillis")
            .textMap("tlsConfig");
    String type = given.text("type").orElse("").toUpperCase(Locale.ROOT);
    if (!TYPES.contains(type)) {
      throw ServiceException.badRequest(
          "HTTP APIs have no integrations of the type '"
              + given.text("type").orElse("")
              + "', but http_proxy and aws_proxy");
    }
    if (type.equals("HTTP_PROXY") && given.text("httpMethod").isEmpty()) {
      throw ServiceException.badRequest(
          "HttpMethod parameter method must be specified for integrationType HTTPPROXY");
    }
    members.members().put("integrationType", type);
    given
        .text("payloadFormatVersion")
        .ifPresent(version -> members.members().put("payloadFormatVersion", version(version)));
    return members.members();
  }

  /** A JSON number has lost its trailing zero. */
  private static String version(String version) {
    return version.matches("[0-9]") ? version + ".0" : version;
  }
}
