package dev.patchbay.store.redis.layout;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.IndexedValues;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Entry;
import dev.patchbay.wire.ResourceCodec;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes and decodes the bytes of records and entries.
 *
 * <p>A resource is one line with its revision and the stamp of the transition that stored it, then
 * its members as they go over the wire:
 *
 * <pre>
 * 3 x1y2z3.4
 * {"integrationResponseId":"abc1234","integrationResponseKey":"/200/"}
 * </pre>
 *
 * <p>A record that layout 1 stored has the position of the resource after the revision, and one of
 * before has no stamp; both are read until they are stored again.
 *
 * <p>An entry of a collection is its identifier and the values of its indexed members, each with
 * its length, for a value can hold anything. Redis orders entries by their bytes, so that they are
 * in the order of their identifiers, in which no character comes before the space:
 *
 * <pre>
 * abc1234 integrationResponseKey=5:/200/
 * </pre>
 */
public final class RecordCodec {

  private static final Logger LOG = LoggerFactory.getLogger(RecordCodec.class);

  private RecordCodec() {}

  /**
   * A record.
   *
   * @param stamp distinguishes records of the same content by the transition that stored them;
   *     without spaces
   */
  public static Buffer encodeRecord(Resource resource, String stamp) {
    String header = resource.revision() + " " + stamp + "\n";
    byte[] members = ResourceCodec.encode(resource.members());
    return Buffer.buffer(header.length() + members.length)
        .appendString(header)
        .appendBytes(members);
  }

  /**
   * Reads a record back.
   *
   * @throws ServiceException INTERNAL_FAILURE when the bytes are not a record
   */
  public static Resource decodeRecord(ResourceId id, byte[] record) {
    try {
      int lineEnd = indexOf(record, '\n', 0);
      String header = new String(record, 0, lineEnd, StandardCharsets.US_ASCII);
      int revisionEnd = header.indexOf(' ');
      checkAfterRevision(header.substring(revisionEnd + 1));
      return new Resource(
          id,
          Long.parseLong(header, 0, revisionEnd, 10),
          ResourceCodec.decode(record, lineEnd + 1, record.length - lineEnd - 1));
    } catch (RuntimeException corrupt) {
      LOG.error("The record of {} does not decode", id, corrupt);
      throw new ServiceException(
          ErrorCode.INTERNAL_FAILURE, "The stored " + id.type().typeName() + " cannot be read");
    }
  }

  /** The parts are a stamp, or in layout 1 a position, or a position and a stamp. */
  private static void checkAfterRevision(String parts) {
    int firstEnd = parts.indexOf(' ');
    if (firstEnd >= 0) {
      Long.parseLong(parts, 0, firstEnd, 10);
    }
    if (parts.isEmpty() || parts.indexOf(' ') != parts.lastIndexOf(' ')) {
      throw new IllegalArgumentException("no such header");
    }
  }

  public static String encodeEntry(Entry entry) {
    StringBuilder text = new StringBuilder(64).append(entry.id().value());
    entry
        .indexed()
        .forEach(
            (member, value) ->
                text.append(' ')
                    .append(member)
                    .append('=')
                    .append(value.length())
                    .append(':')
                    .append(value));
    return text.toString();
  }

  /** Returns the identifier of the resource of an entry, whether or not its values decode. */
  public static String idOfEntry(String entry) {
    int idEnd = entry.indexOf(' ');
    return idEnd < 0 ? entry : entry.substring(0, idEnd);
  }

  /** Sorts after all entries of an identifier, and before the entries of all later identifiers. */
  public static String endOfEntries(String id) {
    return id + (char) (' ' + 1);
  }

  /**
   * Reads an entry back.
   *
   * @throws ServiceException INTERNAL_FAILURE when the text is not an entry
   */
  public static Entry decodeEntry(ResourceCollection collection, String entry) {
    try {
      int idEnd = entry.indexOf(' ');
      idEnd = idEnd < 0 ? entry.length() : idEnd;
      List<Map.Entry<String, String>> indexed = new ArrayList<>();
      for (int start = idEnd + 1; start < entry.length(); ) {
        int nameEnd = entry.indexOf('=', start);
        int lengthEnd = entry.indexOf(':', nameEnd);
        int end = lengthEnd + 1 + Integer.parseInt(entry, nameEnd + 1, lengthEnd, 10);
        indexed.add(
            Map.entry(entry.substring(start, nameEnd), entry.substring(lengthEnd + 1, end)));
        start = end + 1;
      }
      if (idEnd == 0) {
        throw new IllegalArgumentException("no identifier");
      }
      return new Entry(collection.member(entry.substring(0, idEnd)), new IndexedValues(indexed));
    } catch (RuntimeException corrupt) {
      LOG.error("An entry of {} does not decode", collection, corrupt);
      throw new ServiceException(
          ErrorCode.INTERNAL_FAILURE,
          "The stored " + collection.type().pluralName() + " cannot be read");
    }
  }

  private static int indexOf(byte[] bytes, char wanted, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw new IllegalArgumentException("no '" + wanted + "'");
  }
}
