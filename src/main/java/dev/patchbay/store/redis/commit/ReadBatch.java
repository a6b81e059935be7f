package dev.patchbay.store.redis.commit;

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
 * Some reads as one write: WATCH of all keys, then the commands that read them, and the removals
 * that may hide their results.
 *
 * @param single each read by a command of its own
 * @param records read by one MGET, which takes Redis a fraction of as many GETs but replies nothing
 *     where a value has a wrong type
 * @param removals the keys of the removals
 */
record ReadBatch(List<RedisRead> single, List<RedisRead> records, List<String> removals) {

  /**
   * The result of one read.
   *
   * @param value the value for a Snapshot, or the ServiceException of a record that cannot be read
   */
  record Found(String key, Object value) {}

  /** The results of a batch, and the removals by their key. */
  record Result(Map<Read, Found> found, Map<String, Removals> removals) {}

  /** Reads records with GET, which reports a wrong type, or with MGET where they are many. */
  static ReadBatch of(Set<Read> reads, boolean many) {
    List<RedisRead> single = new ArrayList<>();
    List<RedisRead> records = new ArrayList<>();
    Set<String> removals = new LinkedHashSet<>();
    for (Read read : reads) {
      (many && read instanceof Read.OfResource ? records : single).add(RedisRead.of(read));
      Removals.keyFor(read).ifPresent(removals::add);
    }
    return new ReadBatch(single, records, List.copyOf(removals));
  }

  Request watch() {
    Request watch = Request.cmd(Command.WATCH);
    single.forEach(read -> watch.arg(read.key()));
    records.forEach(read -> watch.arg(read.key()));
    removals.forEach(watch::arg);
    return watch;
  }

  List<Request> commands() {
    List<Request> commands = new ArrayList<>();
    single.forEach(read -> commands.add(read.request()));
    if (records.isEmpty()) {
      removals.forEach(key -> commands.add(Request.cmd(Command.GET).arg(key)));
    } else {
      Request values = Request.cmd(Command.MGET);
      records.forEach(read -> values.arg(read.key()));
      removals.forEach(values::arg);
      commands.add(values);
    }
    return commands;
  }

  /** Decodes the replies to the commands. */
  Result result(List<Response> replies) {
    List<Response> values = new ArrayList<>(replies);
    if (!records.isEmpty()) {
      values.remove(single.size());
      replies.get(single.size()).forEach(values::add);
    }
    List<RedisRead> all = new ArrayList<>(single);
    all.addAll(records);
    Map<String, Removals> removed = new HashMap<>();
    for (int i = 0; i < removals.size(); i++) {
      removed.put(removals.get(i), Removals.of(values.get(all.size() + i)));
    }
    boolean noneRemoved = removed.values().stream().allMatch(each -> each.roots().isEmpty());
    Map<Read, Found> found = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      RedisRead read = all.get(i);
      boolean hidden = !noneRemoved && isRemoved(read.read(), removed);
      Object value = hidden ? RedisRead.nothing(read.read()) : read.decode(values.get(i));
      found.put(read.read(), new Found(read.key(), value));
    }
    return new Result(found, noneRemoved ? Map.of() : removed);
  }

  private static boolean isRemoved(Read read, Map<String, Removals> removed) {
    return Removals.keyFor(read)
        .map(key -> removed.getOrDefault(key, Removals.NONE).hide(read))
        .orElse(false);
  }
}
