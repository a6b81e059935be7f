package dev.patchbay.backup;

import dev.patchbay.model.Resource;
import dev.patchbay.wire.ResourceCodec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the lines, each a JSON object without white space and a line feed:
 *
 * <pre>
 * {"format":"patchbay-export","version":2}
 * {"type":"Api","account":"000000000000","path":["a1b2c3d4e5"],"revision":1,"members":{...}}
 * {"type":"Route","account":"000000000000","path":["a1b2c3d4e5","r7r7r7r"],"revision":4,"members":{...}}
 * {"end":"Api","account":"000000000000","id":"a1b2c3d4e5","resources":2}
 * {"end":"export","apis":1,"resources":2}
 * </pre>
 *
 * <p>The output does not depend on time or place: the same resources are the same bytes.
 */
final class ExportFormat {

  static final String NAME = "patchbay-export";
  static final long VERSION = 2;

  /** The version whose resources have a position, which is ignored. */
  static final long VERSION_WITH_POSITIONS = 1;

  static final String END_OF_EXPORT = "export";

  private ExportFormat() {}

  static byte[] encode(ExportLine line) {
    byte[] object = ResourceCodec.encode(members(line));
    byte[] bytes = new byte[object.length + 1];
    System.arraycopy(object, 0, bytes, 0, object.length);
    bytes[object.length] = '\n';
    return bytes;
  }

  private static Map<String, Object> members(ExportLine line) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (line instanceof ExportLine.Header header) {
      members.put("format", NAME);
      members.put("version", header.version());
    } else if (line instanceof ExportLine.OfResource ofResource) {
      Resource resource = ofResource.resource();
      members.put("type", resource.id().type().typeName());
      members.put("account", resource.id().accountId());
      members.put("path", resource.id().path());
      members.put("revision", resource.revision());
      members.put("members", resource.members());
    } else if (line instanceof ExportLine.EndOfRoot end) {
      members.put("end", end.root().type().typeName());
      members.put("account", end.root().accountId());
      members.put("id", end.root().value());
      members.put("resources", end.resources());
    } else if (line instanceof ExportLine.EndOfExport end) {
      members.put("end", END_OF_EXPORT);
      members.putAll(end.roots());
      members.put("resources", end.resources());
    }
    return members;
  }
}
