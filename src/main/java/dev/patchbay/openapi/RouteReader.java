package dev.patchbay.openapi;

import dev.patchbay.model.ApiDefinition.DefinedRoute;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the routes of a document. */
final class RouteReader {

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private static final String DEFAULT = "$default";

  /** AWS: the name of an operation has 64 characters. */
  private static final int OPERATION_NAME_MAX = 64;

  /** Parts of operations that REST APIs use. */
  private static final List<String> IGNORED = List.of("callbacks", "parameters", "requestBody");

  private final String prefix;
  private final IntegrationReader integrations;
  private final SecurityReader security;
  private final ModelReferences models;
  private final MemberCheck check;
  private final ImportNotes notes;
  private final List<DefinedRoute> routes = new ArrayList<>();

  RouteReader(
      String prefix,
      IntegrationReader integrations,
      SecurityReader security,
      ModelReferences models,
      MemberCheck check,
      ImportNotes notes) {
    this.prefix = prefix;
    this.integrations = integrations;
    this.security = security;
    this.models = models;
    this.check = check;
    this.notes = notes;
  }

  List<DefinedRoute> read(DocumentObject paths) {
    for (String path : paths.members().keySet()) {
      if (!path.startsWith("x-")) {
        readPath(path, DocumentObject.of("paths.'" + path + "'", paths.members().get(path)));
      }
    }
    return routes;
  }

  private void readPath(String path, DocumentObject item) {
    boolean isDefault = path.equals(DEFAULT) || path.equals("/" + DEFAULT);
    if (!path.startsWith("/")) {
      notes.warn("Parse issue: attribute paths. Resource " + path + " should start with /");
      if (!isDefault) {
        return;
      }
    }
    if (item.has("$ref")) {
      notes.warn(
          "Parse issue: attribute paths.'%s'. The reference %s is not followed"
              .formatted(path, item.text("$ref").orElse("")));
      return;
    }
    for (String name : item.members().keySet()) {
      boolean any = name.equals(Extensions.ANY_METHOD);
      if (any || METHODS.contains(name)) {
        String key = (any ? "ANY" : name.toUpperCase(Locale.ROOT)) + " " + prefix + path;
        read(any && isDefault ? DEFAULT : key, path, name, item.object(name));
      }
    }
  }

  private void read(String key, String path, String method, DocumentObject operation) {
    if (routes.size() == Limit.OPENAPI_RESOURCES.intValue()) {
      throw ImportNotes.error("there are more than " + routes.size() + " operations");
    }
    IGNORED.stream().filter(operation::has).forEach(notes::ignore);
    models.check(path, method, operation);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("routeKey", key);
    operationName(operation, key).ifPresent(name -> members.put("operationName", name));
    try {
      Optional<String> authorizer = security.of(operation, key, members);
      routes.add(
          new DefinedRoute(
              check.check("CreateRoute", members), integrations.of(operation, key), authorizer));
    } catch (ServiceException e) {
      if (e.message().startsWith(ImportNotes.ERRORS) || e.code() != ErrorCode.BAD_REQUEST) {
        throw e;
      }
      notes.warn("Unable to create Route '" + key + "': " + e.message());
    }
  }

  private Optional<String> operationName(DocumentObject operation, String key) {
    Optional<String> name = operation.text("operationId").filter(each -> !each.isEmpty());
    if (name.filter(each -> each.length() > OPERATION_NAME_MAX).isPresent()) {
      notes.warn(
          "The operationId of '%s' is longer than %d characters and is left out"
              .formatted(key, OPERATION_NAME_MAX));
      return Optional.empty();
    }
    return name;
  }
}
