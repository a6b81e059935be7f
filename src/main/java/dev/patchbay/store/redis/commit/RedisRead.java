package dev.patchbay.store.redis.commit;

import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import dev.patchbay.store.redis.layout.RecordCodec;
import dev.patchbay.store.redis.layout.RedisKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How Redis answers one read.
 *
 * @param read the read of the decision
 * @param key the key to watch, and the one that the command reads
 * @param command its name and the arguments after the key
 * @param decoder decodes the reply; not called where the reply is null
 */
record RedisRead(Read read, String key, List<Object> command, Function<Response, Object> decoder) {

  static RedisRead of(Read read) {
    String key = key(read);
    if (read instanceof Read.OfResource resource) {
      return new RedisRead(
          read,
          key,
          List.of(Command.GET),
          reply -> Optional.of(RecordCodec.decodeRecord(resource.id(), reply.toBytes())));
    }
    if (read instanceof Read.OfLength) {
      return new RedisRead(read, key, List.of(Command.STRLEN), Response::toLong);
    }
    if (read instanceof Read.OfHolders) {
      return new RedisRead(
          read,
          key,
          List.of(Command.SRANDMEMBER, Read.OfHolders.OF_VALUE_MAX),
          reply -> reply.stream().map(Response::toString).collect(Collectors.toUnmodifiableSet()));
    }
    if (read instanceof Read.OfSize) {
      return new RedisRead(read, key, List.of(Command.ZCARD), Response::toLong);
    }
    Read.OfEntries entries = (Read.OfEntries) read;
    return new RedisRead(
        read,
        key,
        List.of(Command.ZRANGE, 0, entries.entriesMax() - 1L),
        reply ->
            reply.stream()
                .map(entry -> RecordCodec.decodeEntry(entries.collection(), entry.toString()))
                .toList());
  }

  /** The key to watch. */
  static String key(Read read) {
    if (read instanceof Read.OfResource resource) {
      return RedisKeys.record(resource.id());
    }
    if (read instanceof Read.OfLength length) {
      return RedisKeys.record(length.id());
    }
    if (read instanceof Read.OfHolders holders) {
      return RedisKeys.holders(holders.collection(), holders.member(), holders.value());
    }
    return RedisKeys.order(read.collection());
  }

  Request request() {
    Request request = Request.cmd((Command) command.get(0)).arg(key);
    command.subList(1, command.size()).forEach(argument -> request.arg(argument.toString()));
    return request;
  }

  /**
   * Decodes the reply.
   *
   * @return the value for a Snapshot, or the ServiceException of a record that cannot be read
   */
  Object decode(@Nullable Response reply) {
    if (reply == null) {
      return nothing(read);
    }
    try {
      return decoder.apply(reply);
    } catch (ServiceException unreadable) {
      return unreadable;
    }
  }

  /** Returns the value of a key that does not exist. */
  static Object nothing(Read read) {
    if (read instanceof Read.OfResource) {
      return Optional.empty();
    }
    if (read instanceof Read.OfHolders) {
      return Set.of();
    }
    return read instanceof Read.OfSize || read instanceof Read.OfLength ? (Object) 0L : List.of();
  }
}
