package dev.patchbay.wire;

import dev.patchbay.model.Page;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The body of an answer to GetAll. */
public final class PageShape {

  private PageShape() {}

  /**
   * Writes {@code {"items": [...], "nextToken": "..."}}; {@code nextToken} is absent on the last
   * page.
   */
  public static byte[] encode(ResourceCollection collection, Page page) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("items", page.resources().stream().map(Resource::members).toList());
    page.lastPosition()
        .ifPresent(position -> members.put("nextToken", PageToken.encode(collection, position)));
    return ResourceCodec.encode(members);
  }
}
