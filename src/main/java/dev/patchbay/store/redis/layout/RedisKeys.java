package dev.patchbay.store.redis.layout;

import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.store.Read;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The names of the keys.
 *
 * <pre>
 * patchbay:{a1b2c3d4e5}:000000000000/apis/a1b2c3d4e5/routes/r7r7r7r                     a resource
 * patchbay:{a1b2c3d4e5}:000000000000/apis/a1b2c3d4e5/routes#order                       the entries of a collection, by identifier
 * patchbay:{a1b2c3d4e5}:000000000000/apis/a1b2c3d4e5/routes#routeKey=$connect           the resource with a value
 * patchbay:{a1b2c3d4e5}:000000000000/apis/a1b2c3d4e5#changes                            the change log of an API
 * patchbay:{a1b2c3d4e5}:000000000000/apis/a1b2c3d4e5#removals                           the removals below it
 * patchbay:{000000000000}:000000000000/apis#order                                       the APIs of an account
 * patchbay:{000000000000}:000000000000/apis#deleted                                     the latest deleted APIs
 * </pre>
 *
 * <p>The braces hold the hash tag: all keys of one API lie in one slot of a Redis Cluster.
 */
public final class RedisKeys {

  /** The prefix of all keys of resources, entries and indexes. */
  public static final String PREFIX = "patchbay:{";

  /** The end of the key of a collection's entries. */
  static final String ORDER = "#order";

  /** The end of the key of the removals below an outermost resource. */
  public static final String REMOVALS = "#removals";

  private RedisKeys() {}

  /** Returns the key that a read reads and watches. */
  public static String of(Read read) {
    if (read instanceof Read.OfResource resource) {
      return record(resource.id());
    }
    if (read instanceof Read.OfLength length) {
      return record(length.id());
    }
    return read instanceof Read.OfHolders holders
        ? holders(holders.collection(), holders.member(), holders.value())
        : order(read.collection());
  }

  public static String record(ResourceId id) {
    StringBuilder key = start(id.accountId(), id.path());
    appendPath(key, id.type(), id.path());
    return key.toString();
  }

  public static String order(ResourceCollection collection) {
    return collection(collection).append(ORDER).toString();
  }

  public static String holders(ResourceCollection collection, String member, String value) {
    return collection(collection).append('#').append(member).append('=').append(value).toString();
  }

  /**
   * Returns the key of the removals below the outermost resource in which a resource lies, itself
   * included.
   */
  public static String removals(ResourceId id) {
    return removals(id.accountId(), id.type(), id.path());
  }

  /** The same, of a resource of this type or a collection below one. */
  public static String removals(String accountId, ResourceType type, List<String> path) {
    ResourceType outermost = type.lineage().get(0);
    StringBuilder key = start(accountId, path);
    appendPath(key, outermost, path);
    return key.append(REMOVALS).toString();
  }

  /** The key of the latest deleted APIs, whose change logs are kept for a day. */
  public static String deleted(ResourceCollection apis) {
    return collection(apis).append("#deleted").toString();
  }

  public static String changeLog(ResourceId api) {
    return record(api) + "#changes";
  }

  private static StringBuilder collection(ResourceCollection collection) {
    StringBuilder key = start(collection.accountId(), collection.parentPath());
    collection.parent().ifPresent(parent -> appendPath(key, parent.type(), parent.path()));
    return key.append('/').append(collection.type().collectionSegment());
  }

  private static StringBuilder start(String accountId, List<String> path) {
    String tag = path.isEmpty() ? accountId : escape(path.get(0));
    return new StringBuilder(128).append(PREFIX).append(tag).append("}:").append(accountId);
  }

  private static void appendPath(StringBuilder key, ResourceType type, List<String> path) {
    int depth = 0;
    for (ResourceType each : type.lineage()) {
      key.append('/').append(each.collectionSegment()).append('/').append(escape(path.get(depth)));
      depth++;
    }
  }

  /**
   * An identifier in a request can be any text: one with a slash or a brace must not name the key
   * of something else.
   */
  private static String escape(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
      }
    }
    return id;
  }
}
