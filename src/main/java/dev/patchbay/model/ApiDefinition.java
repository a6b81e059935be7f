package dev.patchbay.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP API as a document describes it: the members of the requests that would create it and the
 * resources below it, as the schemas of these requests accept them.
 *
 * @param api the members of the API, without its tags
 * @param tags empty where the document has none
 * @param authorizers their members, each with its name
 * @param integrations their members, by a name that routes share
 * @param info a sentence for each part of the document that HTTP APIs ignore
 * @param warnings a sentence for each part of the document that could not be read
 */
public record ApiDefinition(
    Map<String, Object> api,
    Optional<Map<String, String>> tags,
    List<Map<String, Object>> authorizers,
    Map<String, Map<String, Object>> integrations,
    List<DefinedRoute> routes,
    List<String> info,
    List<String> warnings) {

  /**
   * A route.
   *
   * @param members without its target and its authorizer
   * @param integration the name of its integration, empty for none
   * @param authorizer the name of its authorizer, empty for none
   */
  public record DefinedRoute(
      Map<String, Object> members, Optional<String> integration, Optional<String> authorizer) {

    /** The key of the route. */
    public String key() {
      return String.valueOf(members.get("routeKey"));
    }
  }

  public ApiDefinition {
    api = Collections.unmodifiableMap(new LinkedHashMap<>(api));
    authorizers = List.copyOf(authorizers);
    integrations = Collections.unmodifiableMap(new LinkedHashMap<>(integrations));
    routes = List.copyOf(routes);
    info = List.copyOf(info);
    warnings = List.copyOf(warnings);
  }
}
