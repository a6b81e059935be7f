package dev.patchbay.store.redis.commit;

import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import dev.patchbay.store.redis.layout.Removals;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Some reads as one write: WATCH of all keys, then what reads them, and the removals that may hide
 * what they find.
 *
 * @param single each read by commands of its own
 * @param records read by one MGET, which takes Redis a fraction of as many GETs but tells a value
 *     of a wrong type not from none
 * @param removals the keys of the removals
 */
record ReadBatch(List<RedisRead> single, List<RedisRead> records, List<String> removals) {

  /** What a batch has found. */
  record Result(Map<Read, Object> found, Map<String, Removals> removals) {}

  /** Reads with GET what must not be mistaken, or with MGET what is many. */
  static ReadBatch of(Set<Read> reads, boolean many) {
    List<RedisRead> single = new ArrayList<>();
    List<RedisRead> records = new ArrayList<>();
    Set<String> removals = new LinkedHashSet<>();
    for (Read read : reads) {
      (many && read instanceof Read.OfResource ? records : single).add(RedisRead.of(read));
      RedisRead.removalsKey(read).ifPresent(removals::add);
    }
    return new ReadBatch(single, records, List.copyOf(removals));
  }

  /** Tells the key of each read. */
  void keep(Map<Read, String> keys) {
    single.forEach(read -> keys.put(read.read(), read.key()));
    records.forEach(read -> keys.put(read.read(), read.key()));
  }

  List<Request> commands() {
    List<Request> commands = new ArrayList<>();
    Request watch = Request.cmd(Command.WATCH);
    commands.add(watch);
    for (RedisRead read : single) {
      watch.arg(read.key());
      commands.addAll(read.commands());
    }
    Request values = Request.cmd(records.isEmpty() ? Command.GET : Command.MGET);
    for (RedisRead record : records) {
      watch.arg(record.key());
      values.arg(record.key());
    }
    for (String key : removals) {
      watch.arg(key);
      if (records.isEmpty()) {
        commands.add(Request.cmd(Command.GET).arg(key));
      } else {
        values.arg(key);
      }
    }
    if (!records.isEmpty()) {
      commands.add(values);
    }
    return commands;
  }

  /**
   * What the replies to the commands mean.
   *
   * @return for each read what a Snapshot holds of it, or the ServiceException that says that it
   *     cannot be read
   */
  Result result(List<Response> replies) {
    int next = 1;
    Map<Read, Object> found = new HashMap<>();
    for (RedisRead read : single) {
      int end = next + read.replies();
      found.put(read.read(), meaning(read, replies.subList(next, end)));
      next = end;
    }
    List<Response> rest = replies.subList(next, replies.size());
    if (!records.isEmpty()) {
      rest = values(rest.get(0));
    }
    for (int i = 0; i < records.size(); i++) {
      RedisRead record = records.get(i);
      found.put(record.read(), meaning(record, rest.subList(i, i + 1)));
    }
    Map<String, Removals> removed = new HashMap<>();
    for (int i = 0; i < removals.size(); i++) {
      int place = records.size() + i;
      removed.put(removals.get(i), RedisRead.removals(rest.subList(place, place + 1)));
    }
    found.replaceAll((read, value) -> isRemoved(read, removed) ? RedisRead.nothing(read) : value);
    return new Result(found, removed);
  }

  private static List<Response> values(Response reply) {
    List<Response> values = new ArrayList<>();
    reply.forEach(values::add);
    return values;
  }

  private static boolean isRemoved(Read read, Map<String, Removals> removed) {
    return RedisRead.removalsKey(read)
        .map(key -> RedisRead.isRemoved(read, removed.getOrDefault(key, Removals.NONE)))
        .orElse(false);
  }

  private static Object meaning(RedisRead read, List<Response> replies) {
    try {
      return read.meaning().apply(replies);
    } catch (ServiceException unreadable) {
      return unreadable;
    }
  }
}
