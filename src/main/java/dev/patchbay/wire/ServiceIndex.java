package dev.patchbay.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where everything is that can be read: what the root of the service answers. */
public final class ServiceIndex {

  private ServiceIndex() {}

  /**
   * The index as JSON.
   *
   * @param links paths by what they are for; a path with braces is a template
   * @param schemas paths of the schemas
   */
  public static byte[] encode(Map<String, String> links, List<String> schemas) {
    Map<String, Object> all = new LinkedHashMap<>(links);
    all.put("schemas", schemas);
    Map<String, Object> index = new LinkedHashMap<>();
    index.put("service", "Patchbay");
    index.put("links", all);
    return ResourceCodec.encode(index);
  }
}
