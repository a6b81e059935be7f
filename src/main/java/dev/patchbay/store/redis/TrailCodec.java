package dev.patchbay.store.redis;

import dev.patchbay.call.Call;
import dev.patchbay.model.Change;
import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.RecordedChange;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import io.vertx.redis.client.Response;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An entry of a trail: always the same fields, whose names Redis then keeps once for many entries.
 *
 * <pre>
 * operation UpdateRoute  resource Route/a1b2c3d4e5/r7r7r7r  before 3  after 4
 * members routeKey,target  key AKIADEPLOYER  request 5f0c...
 * </pre>
 */
final class TrailCodec {

  private static final Logger LOG = LoggerFactory.getLogger(TrailCodec.class);

  private TrailCodec() {}

  static Map<String, String> encode(Change change, Call.Author author) {
    ResourceId resource = change.resource();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("operation", change.operation());
    fields.put("resource", resource.type().typeName() + "/" + String.join("/", resource.path()));
    fields.put("before", String.valueOf(change.revisionBefore()));
    fields.put("after", String.valueOf(change.revisionAfter()));
    fields.put("members", String.join(",", change.changedMembers()));
    fields.put("key", author.accessKeyId());
    fields.put("request", author.requestId());
    return fields;
  }

  /**
   * Reads an entry back.
   *
   * @param entry its identifier, and its fields and values in turn
   * @throws ServiceException INTERNAL_FAILURE when it is no such entry
   */
  static RecordedChange decode(ResourceId api, Response entry) {
    try {
      Map<String, String> fields = new HashMap<>();
      Response namesAndValues = entry.get(1);
      for (int i = 0; i < namesAndValues.size(); i += 2) {
        fields.put(namesAndValues.get(i).toString(), namesAndValues.get(i + 1).toString());
      }
      String members = field(fields, "members");
      return new RecordedChange(
          ChangeId.parse(entry.get(0).toString()).orElseThrow(),
          field(fields, "key"),
          field(fields, "request"),
          new Change(
              field(fields, "operation"),
              resource(api.accountId(), field(fields, "resource")),
              Long.parseLong(field(fields, "before")),
              Long.parseLong(field(fields, "after")),
              members.isEmpty() ? List.of() : List.of(members.split(",", -1))));
    } catch (RuntimeException corrupt) {
      LOG.error("An entry of the trail of {} does not decode", api, corrupt);
      throw new ServiceException(
          ErrorCode.INTERNAL_FAILURE, "The stored changes of the Api cannot be read");
    }
  }

  private static String field(Map<String, String> fields, String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }

  private static ResourceId resource(String accountId, String text) {
    List<String> parts = List.of(text.split("/", -1));
    ResourceType type =
        Arrays.stream(ResourceType.values())
            .filter(each -> each.typeName().equals(parts.get(0)))
            .findFirst()
            .orElseThrow();
    return new ResourceId(accountId, type, parts.subList(1, parts.size()));
  }
}
