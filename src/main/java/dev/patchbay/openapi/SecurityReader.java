package dev.patchbay.openapi;

import dev.patchbay.model.ServiceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the authorizers of a document, and the authorization of its operations. */
final class SecurityReader {

  private static final String AUTHORIZERS = "#/components/" + Extensions.AUTHORIZERS + "/";

  private final DocumentObject document;
  private final DocumentObject schemes;
  private final MemberCheck check;
  private final ImportNotes notes;
  private final List<Map<String, Object>> authorizers = new ArrayList<>();
  private final Map<String, String> routeTypes = new HashMap<>();
  private final Set<String> refused = new HashSet<>();

  SecurityReader(DocumentObject document, MemberCheck check, ImportNotes notes) {
    this.document = document;
    this.schemes = document.object("components").object("securitySchemes");
    this.check = check;
    this.notes = notes;
    schemes.members().keySet().forEach(this::readScheme);
  }

  /** The members of all authorizers. */
  List<Map<String, Object>> authorizers() {
    return authorizers;
  }

  private void readScheme(String name) {
    DocumentObject scheme = schemes.object(name);
    if (scheme.text(Extensions.AUTH_TYPE).filter("awsSigv4"::equalsIgnoreCase).isPresent()) {
      routeTypes.put(name, "AWS_IAM");
      return;
    }
    if (!scheme.has(Extensions.AUTHORIZER)) {
      notes.warn(
          "Unsupported security definition type '%s' for '%s'. Ignoring."
              .formatted(scheme.text("type").orElse(""), name));
      return;
    }
    Optional<DocumentObject> authorizer =
        scheme
            .object(Extensions.AUTHORIZER)
            .followed(AUTHORIZERS, document.object("components").object(Extensions.AUTHORIZERS));
    try {
      Map<String, Object> members =
          check.check("CreateAuthorizer", members(name, authorizer.orElseThrow(this::missing)));
      authorizers.add(members);
      routeTypes.put(name, "JWT".equals(members.get("authorizerType")) ? "JWT" : "CUSTOM");
    } catch (ServiceException e) {
      refused.add(name);
      notes.warn("Unable to create Authorizer '%s': %s".formatted(name, e.message()));
    }
  }

  private ServiceException missing() {
    return ServiceException.badRequest("its reference leads to no part of the document");
  }

  private static Map<String, Object> members(String name, DocumentObject given) {
    ExtensionMembers members =
        new ExtensionMembers(given)
            .text("authorizerUri", "authorizerUri")
            .text("authorizerCredentials", "authorizerCredentialsArn")
            .value("authorizerResultTtlInSeconds")
            .value("enableSimpleResponses")
            .text("identityValidationExpression", "identityValidationExpression");
    members.members().put("name", name);
    members.members().put("authorizerType", given.text("type").orElse("").toUpperCase(Locale.ROOT));
    given
        .text("authorizerPayloadFormatVersion")
        .map(version -> version.matches("[0-9]") ? version + ".0" : version)
        .ifPresent(version -> members.members().put("authorizerPayloadFormatVersion", version));
    List<String> sources = sources(given);
    if (!sources.isEmpty()) {
      members.members().put("identitySource", sources);
    }
    if (given.has("jwtConfiguration")) {
      members
          .members()
          .put(
              "jwtConfiguration",
              new ExtensionMembers(given.object("jwtConfiguration"))
                  .texts("audience")
                  .text("issuer", "issuer")
                  .members());
    }
    return members.members();
  }

  private static List<String> sources(DocumentObject given) {
    Stream<String> texts =
        given.members().get("identitySource") instanceof List<?> list
            ? list.stream().map(String::valueOf)
            : given.text("identitySource").stream();
    return texts
        .flatMap(each -> Stream.of(each.split(",")))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /**
   * Adds the authorization of an operation to the members of its route.
   *
   * @return the name of its authorizer; empty for none
   * @throws ServiceException where the route would be less protected than its operation
   */
  Optional<String> of(DocumentObject operation, String routeKey, Map<String, Object> route) {
    Optional<String> type = operation.object(Extensions.AUTH).text("type");
    if (type.isPresent()) {
      route.put("authorizationType", type.get().toUpperCase(Locale.ROOT));
      return Optional.empty();
    }
    DocumentObject holder = operation.has("security") ? operation : document;
    List<Map.Entry<String, List<String>>> required = new ArrayList<>();
    for (DocumentObject requirement : holder.objects("security")) {
      requirement.members().keySet().stream()
          .filter(name -> isUsed(name))
          .forEach(name -> required.add(Map.entry(name, scopes(requirement, name))));
    }
    if (required.size() > 1) {
      throw ImportNotes.error(
          "'%s' has %d security requirements, and routes take one"
              .formatted(routeKey, required.size()));
    }
    return required.stream().findFirst().flatMap(each -> use(each, route));
  }

  private Optional<String> use(
      Map.Entry<String, List<String>> requirement, Map<String, Object> route) {
    String type = String.valueOf(routeTypes.get(requirement.getKey()));
    route.put("authorizationType", type);
    if (type.equals("JWT") && !requirement.getValue().isEmpty()) {
      route.put("authorizationScopes", requirement.getValue());
    }
    return type.equals("AWS_IAM") ? Optional.empty() : Optional.of(requirement.getKey());
  }

  /** Whether a requirement is one of API Gateway; others are ignored, as AWS does. */
  private boolean isUsed(String name) {
    if (refused.contains(name) || !schemes.has(name)) {
      throw ServiceException.badRequest("it requires '" + name + "', which is not there");
    }
    return routeTypes.containsKey(name);
  }

  private static List<String> scopes(DocumentObject requirement, String name) {
    return requirement.list(name).stream().map(String::valueOf).toList();
  }
}
