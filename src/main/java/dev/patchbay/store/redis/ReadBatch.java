package dev.patchbay.store.redis;

import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Some reads as one write: WATCH of all keys, then what reads them.
 *
 * @param single each read by commands of its own
 * @param records read by one MGET, which takes Redis a fraction of as many GETs but tells a value
 *     of a wrong type not from none
 */
record ReadBatch(List<RedisRead> single, List<RedisRead> records) {

  /** Reads with GET what must not be mistaken, or with MGET what is many. */
  static ReadBatch of(Set<Read> reads, boolean many) {
    List<RedisRead> single = new ArrayList<>();
    List<RedisRead> records = new ArrayList<>();
    for (Read read : reads) {
      (many && read instanceof Read.OfResource ? records : single).add(RedisRead.of(read));
    }
    return new ReadBatch(single, records);
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
    if (!records.isEmpty()) {
      Request values = Request.cmd(Command.MGET);
      for (RedisRead record : records) {
        watch.arg(record.key());
        values.arg(record.key());
      }
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
  Map<Read, Object> found(List<Response> replies) {
    Map<Read, Object> found = new HashMap<>();
    int next = 1;
    for (RedisRead read : single) {
      int end = next + read.replies();
      found.put(read.read(), meaning(read, replies.subList(next, end)));
      next = end;
    }
    for (int i = 0; i < records.size(); i++) {
      RedisRead record = records.get(i);
      found.put(
          record.read(), meaning(record, Collections.singletonList(replies.get(next).get(i))));
    }
    return found;
  }

  private static Object meaning(RedisRead read, List<Response> replies) {
    try {
      return read.meaning().apply(replies);
    } catch (ServiceException unreadable) {
      return unreadable;
    }
  }
}
