package dev.patchbay.openapi;

import dev.patchbay.model.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the resources of an HTTP API as a document. Importing it again changes nothing. */
public final class ApiWriter {

  private final boolean withExtensions;

  /**
   * A writer.
   *
   * @param withExtensions whether documents have API Gateway's extensions
   */
  public ApiWriter(boolean withExtensions) {
    this.withExtensions = withExtensions;
  }

  /**
   * The document of an API.
   *
   * @param api as it is answered
   * @param below its authorizers, integrations and routes
   */
  public Map<String, Object> document(Resource api, List<Resource> below) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.0.1");
    document.put("info", info(api));
    document.put("servers", List.of(server(api)));
    List<Object> tags = tags(api);
    if (!tags.isEmpty()) {
      document.put("tags", tags);
    }
    PathsWriter paths = new PathsWriter(below, withExtensions);
    document.put("paths", paths.paths());
    Map<String, Object> components = new LinkedHashMap<>();
    Map<String, Object> schemes = new SecurityWriter(withExtensions).schemes(below);
    if (!schemes.isEmpty()) {
      components.put("securitySchemes", schemes);
    }
    if (!paths.shared().isEmpty()) {
      components.put(Extensions.INTEGRATIONS, paths.shared());
    }
    if (!components.isEmpty()) {
      document.put("components", components);
    }
    if (withExtensions) {
      if (api.members().get("corsConfiguration") instanceof Map<?, ?> cors) {
        document.put(Extensions.CORS, cors);
      }
      document.put(Extensions.IMPORT_EXPORT_VERSION, "1.0");
    }
    return document;
  }

  /** AWS writes the time of the creation for no version; it would be one after the next import. */
  private static Map<String, Object> info(Resource api) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("title", String.valueOf(api.text("name")));
    put(info, "description", api.text("description"));
    put(info, "version", api.text("version"));
    return info;
  }

  private Map<String, Object> server(Resource api) {
    Map<String, Object> server = new LinkedHashMap<>();
    server.put("url", api.text("apiEndpoint") + "/{basePath}");
    server.put("variables", Map.of("basePath", Map.of("default", "")));
    if (withExtensions && Boolean.TRUE.equals(api.members().get("disableExecuteApiEndpoint"))) {
      server.put(Extensions.ENDPOINT, Map.of("disableExecuteApiEndpoint", true));
    }
    return server;
  }

  private List<Object> tags(Resource api) {
    List<Object> tags = new ArrayList<>();
    if (api.members().get("tags") instanceof Map<?, ?> all) {
      new TreeMap<>(all)
          .forEach(
              (name, value) -> {
                Map<String, Object> tag = new LinkedHashMap<>();
                tag.put("name", name);
                if (withExtensions) {
                  tag.put(Extensions.TAG_VALUE, value);
                }
                tags.add(tag);
              });
    }
    return tags;
  }

  static void put(Map<String, Object> object, String name, @Nullable Object value) {
    if (value != null) {
      object.put(name, value);
    }
  }
}
