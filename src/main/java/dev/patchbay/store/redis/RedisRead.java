package dev.patchbay.store.redis;

import dev.patchbay.store.Read;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;
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
record RedisRead(
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
          name -> List.of(Request.cmd(Command.ZRANGE).arg(name).arg(0).arg(-1)),
          replies ->
              replies.get(0).stream()
                  .map(entry -> RecordCodec.decodeEntry(entries.collection(), entry.toString()))
                  .toList());
    }
    throw new IllegalStateException("no such read: " + read);
  }
}
