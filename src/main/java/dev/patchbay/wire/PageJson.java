package dev.patchbay.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.patchbay.model.Page;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The body of an answer to GetAll. */
public final class PageJson {

  private PageJson() {}

  /**
   * Writes {@code {"items": [...], "nextToken": "..."}}, or another name before the list; {@code
   * nextToken} is absent on the last page. The bytes of the resources are joined, for they are
   * there already.
   */
  public static byte[] encode(ResourceCollection collection, Page page) {
    List<byte[]> items =
        page.resources().stream()
            .map(Resource::members)
            .map(collection.type()::summary)
            .map(ResourceCodec::encode)
            .toList();
    int itemsLength = items.stream().mapToInt(item -> item.length + 1).sum();
    ByteArrayOutputStream body = new ByteArrayOutputStream(itemsLength + 64);
    body.writeBytes(("{\"" + collection.type().list().items() + "\":[").getBytes(US_ASCII));
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        body.write(',');
      }
      body.writeBytes(items.get(i));
    }
    body.write(']');
    page.lastId()
        .ifPresent(
            id -> {
              // A token holds nothing that JSON would escape.
              String token = PageToken.encode(collection, id);
              body.writeBytes((",\"nextToken\":\"" + token + "\"").getBytes(US_ASCII));
            });
    body.write('}');
    return body.toByteArray();
  }
}
