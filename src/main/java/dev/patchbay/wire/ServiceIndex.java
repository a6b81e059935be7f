package dev.patchbay.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The index of all paths that can be read, which is the answer of the path {@code /}. */
public final class ServiceIndex {

  private ServiceIndex() {}

  /**
   * The index as JSON.
   *
   * @param links paths by their purpose; a path with braces is a template
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
