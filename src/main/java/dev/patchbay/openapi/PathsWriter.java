package dev.patchbay.openapi;

import dev.patchbay.model.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes routes with their integrations; an integration of several routes is a component. */
final class PathsWriter {

  private static final String TARGET = "integrations/";

  private static final Pattern PARAMETER = Pattern.compile("\\{([^}+]+)\\+?}");

  private final boolean withExtensions;
  private final Map<String, Resource> integrations = new HashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private final Map<String, Object> shared = new TreeMap<>();

  /** Identifiers change with each import, so names are numbers in the order of routes. */
  private final Map<String, String> names = new HashMap<>();

  private final Map<String, String> authorizers = new HashMap<>();
  private final Map<String, Resource> routes = new TreeMap<>();

  PathsWriter(List<Resource> below, boolean withExtensions) {
    this.withExtensions = withExtensions;
    for (Resource each : below) {
      switch (each.id().type().typeName()) {
        case "Integration" -> integrations.put(each.id().value(), each);
        case "Authorizer" -> authorizers.put(each.id().value(), String.valueOf(each.text("name")));
        case "Route" -> {
          routes.put(String.valueOf(each.text("routeKey")), each);
          uses.merge(integrationId(each), 1, Integer::sum);
        }
        default -> {}
      }
    }
  }

  private static String integrationId(Resource route) {
    String target = route.text("target");
    return target == null ? "" : target.substring(TARGET.length());
  }

  /** The integrations that several routes have, once the paths are written. */
  Map<String, Object> shared() {
    return shared;
  }

  Map<String, Object> paths() {
    Map<String, Map<String, Object>> paths = new TreeMap<>();
    routes.forEach(
        (key, route) -> {
          int blank = key.indexOf(' ');
          String path = blank < 0 ? "/" + key : key.substring(blank + 1);
          String method = blank < 0 ? "ANY" : key.substring(0, blank);
          boolean any = method.equals("ANY");
          if (any && !withExtensions) {
            return;
          }
          Map<String, Object> item = paths.computeIfAbsent(path, PathsWriter::item);
          item.put(
              any ? Extensions.ANY_METHOD : method.toLowerCase(Locale.ROOT),
              operation(key, route, blank < 0));
        });
    return new LinkedHashMap<>(paths);
  }

  private static Map<String, Object> item(String path) {
    List<Object> parameters = new ArrayList<>();
    for (Matcher each = PARAMETER.matcher(path); each.find(); ) {
      Map<String, Object> parameter = new LinkedHashMap<>();
      parameter.put("name", each.group(1));
      parameter.put("in", "path");
      parameter.put("description", "Generated path parameter for " + each.group(1));
      parameter.put("required", true);
      parameter.put("schema", Map.of("type", "string"));
      parameters.add(parameter);
    }
    Map<String, Object> item = new LinkedHashMap<>();
    if (!parameters.isEmpty()) {
      item.put("parameters", parameters);
    }
    return item;
  }

  private Map<String, Object> operation(String key, Resource route, boolean isDefault) {
    Map<String, Object> operation = new LinkedHashMap<>();
    ApiWriter.put(operation, "operationId", route.text("operationName"));
    operation.put(
        "responses", Map.of("default", Map.of("description", "Default response for " + key)));
    String authorizer = route.text("authorizerId");
    if (authorizer != null && authorizers.containsKey(authorizer)) {
      Object scopes = route.members().getOrDefault("authorizationScopes", List.of());
      operation.put("security", List.of(Map.of(authorizers.get(authorizer), scopes)));
    }
    if (!withExtensions) {
      return operation;
    }
    if ("AWS_IAM".equals(route.text("authorizationType"))) {
      operation.put(Extensions.AUTH, Map.of("type", "AWS_IAM"));
    }
    if (isDefault) {
      operation.put("isDefaultRoute", true);
    }
    Resource integration = integrations.get(integrationId(route));
    if (integration != null) {
      operation.put(Extensions.INTEGRATION, integration(integration));
    }
    return operation;
  }

  private Map<String, Object> integration(Resource integration) {
    String id = integration.id().value();
    if (uses.getOrDefault(id, 0) < 2) {
      return IntegrationWriter.of(integration);
    }
    String name =
        names.computeIfAbsent(id, first -> "integration" + String.format("%04d", names.size() + 1));
    shared.put(name, IntegrationWriter.of(integration));
    return Map.of("$ref", "#/components/" + Extensions.INTEGRATIONS + "/" + name);
  }
}
