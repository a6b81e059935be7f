package dev.patchbay.store.redis.commit;

import dev.patchbay.model.ResourceCollection;
import dev.patchbay.store.Read;
import dev.patchbay.store.redis.layout.RecordCodec;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.layout.Removals;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How Redis answers one read.
 *
 * @param read what is asked
 * @param key the key to watch
 * @param replies how many commands that are
 * @param reading makes the commands that read it, all on that key
 * @param meaning what the replies, one for each command, say
 */
public record RedisRead(
    Read read,
    String key,
    int replies,
    Function<String, List<Request>> reading,
    Function<List<Response>, Object> meaning) {

  /** What reads it; one write. */
  List<Request> commands() {
    return reading.apply(key);
  }

  /** The key to watch. */
  static String key(Read read) {
    if (read instanceof Read.OfResource resource) {
      return RedisKeys.record(resource.id());
    }
    return of(read).key();
  }

  /** The key of the removals that may hide what is read; empty for what lies below nothing. */
  public static Optional<String> removalsKey(Read read) {
    ResourceCollection collection = collection(read);
    return read instanceof Read.OfResource resource
        ? Optional.of(RedisKeys.removals(resource.id()))
        : collection.parent().map(RedisKeys::removals);
  }

  /** What Redis has of removals, as GET replies it. */
  public static Removals removals(List<Response> replies) {
    Response reply = replies.get(0);
    return Removals.parse(reply == null ? null : reply.toString());
  }

  /** Whether what is read is removed. */
  public static boolean isRemoved(Read read, Removals removals) {
    if (removals.roots().isEmpty()) {
      return false;
    }
    if (read instanceof Read.OfResource resource) {
      return removals.cover(resource.id().type(), resource.id().path());
    }
    ResourceCollection collection = collection(read);
    return removals.cover(collection.type(), collection.parentPath());
  }

  /** What is found where nothing is there. */
  static Object nothing(Read read) {
    if (read instanceof Read.OfResource) {
      return Optional.empty();
    }
    if (read instanceof Read.OfHolders) {
      return Set.of();
    }
    return read instanceof Read.OfSize ? (Object) 0L : List.of();
  }

  private static ResourceCollection collection(Read read) {
    if (read instanceof Read.OfResource resource) {
      return resource.id().collection();
    }
    if (read instanceof Read.OfHolders holders) {
      return holders.collection();
    }
    return read instanceof Read.OfSize size
        ? size.collection()
        : ((Read.OfEntries) read).collection();
  }

  static RedisRead of(Read read) {
    if (read instanceof Read.OfResource resource) {
      String key = RedisKeys.record(resource.id());
      return new RedisRead(
          read,
          key,
          1,
          name -> List.of(Request.cmd(Command.GET).arg(name)),
          replies ->
              Optional.ofNullable(replies.get(0))
                  .map(reply -> RecordCodec.decodeRecord(resource.id(), reply.toBytes())));
    }
    if (read instanceof Read.OfHolders holders) {
      String key = RedisKeys.holders(holders.collection(), holders.member(), holders.value());
      return new RedisRead(
          read,
          key,
          1,
          name -> List.of(Request.cmd(Command.SMEMBERS).arg(name)),
          replies ->
              replies.get(0).stream()
                  .map(Response::toString)
                  .collect(Collectors.toUnmodifiableSet()));
    }
    if (read instanceof Read.OfSize size) {
      String key = RedisKeys.order(size.collection());
      return new RedisRead(
          read,
          key,
          1,
          name -> List.of(Request.cmd(Command.ZCARD).arg(name)),
          replies -> replies.get(0).toLong());
    }
    if (read instanceof Read.OfEntries entries) {
      String key = RedisKeys.order(entries.collection());
      return new RedisRead(
          read,
          key,
          1,
          name ->
              List.of(Request.cmd(Command.ZRANGE).arg(name).arg(0).arg(entries.entriesMax() - 1L)),
          replies ->
              replies.get(0).stream()
                  .map(entry -> RecordCodec.decodeEntry(entries.collection(), entry.toString()))
                  .toList());
    }
    throw new IllegalStateException("no such read: " + read);
  }
}
