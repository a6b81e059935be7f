package dev.patchbay.store.redis.changelog;

import dev.patchbay.call.Call;
import dev.patchbay.model.Change;
import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.RecordedChange;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The codec of entries of a change log: one field with the operation, the resource, the revisions
 * before and after, the changed members, the access key id and the request id. None of them holds a
 * space; separate fields would take Redis twice as long.
 *
 * <pre>
 * UpdateRoute Route/a1b2c3d4e5/r7r7r7r 3 4 routeKey,target AKIADEPLOYER 5f0c...
 * </pre>
 */
final class ChangeLogCodec {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeLogCodec.class);

  private ChangeLogCodec() {}

  /** The name of the field. */
  static final String FIELD = "change";

  static String encode(Change change, Call.Author author) {
    ResourceId resource = change.resource();
    StringBuilder text =
        new StringBuilder(192)
            .append(change.operation())
            .append(' ')
            .append(resource.type().typeName());
    resource.path().forEach(id -> text.append('/').append(id));
    return text.append(' ')
        .append(change.revisionBefore())
        .append(' ')
        .append(change.revisionAfter())
        .append(' ')
        .append(String.join(",", change.changedMembers()))
        .append(' ')
        .append(author.accessKeyId())
        .append(' ')
        .append(author.requestId())
        .toString();
  }

  /**
   * Decodes an entry.
   *
   * @param entry its identifier, and its fields and values in turn
   * @throws ServiceException INTERNAL_FAILURE when it cannot be decoded
   */
  static RecordedChange decode(ResourceTypes types, ResourceId root, Response entry) {
    try {
      List<String> parts = parts(entry.get(1));
      String members = parts.get(4);
      return new RecordedChange(
          ChangeId.parse(entry.get(0).toString()).orElseThrow(),
          parts.get(5),
          parts.get(6),
          new Change(
              parts.get(0),
              resource(types, root.accountId(), parts.get(1)),
              Long.parseLong(parts.get(2)),
              Long.parseLong(parts.get(3)),
              members.isEmpty() ? List.of() : List.of(members.split(",", -1))));
    } catch (RuntimeException e) {
      LOG.error("An entry of the change log of {} does not decode", root, e);
      throw new ServiceException(
          ErrorCode.INTERNAL_FAILURE,
          "The stored changes of the " + root.type().typeName() + " cannot be read");
    }
  }

  /** Older entries have a field for each part, in the same order. */
  private static List<String> parts(Response fieldsAndValues) {
    if (fieldsAndValues.size() == 2) {
      return List.of(fieldsAndValues.get(1).toString().split(" ", -1));
    }
    return IntStream.range(0, fieldsAndValues.size() / 2)
        .mapToObj(i -> fieldsAndValues.get(2 * i + 1).toString())
        .toList();
  }

  private static ResourceId resource(ResourceTypes types, String accountId, String text) {
    List<String> parts = List.of(text.split("/", -1));
    ResourceType type = types.named(parts.get(0)).orElseThrow();
    return new ResourceId(accountId, type, parts.subList(1, parts.size()));
  }
}
