package dev.patchbay.store.redis.commit;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import dev.patchbay.store.redis.layout.RecordCodec;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.layout.Removals;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some reads as one write: WATCH of all keys, then the commands that read them, and the removals
 * that may hide their results.
 *
 * @param reads first the reads that have a command of their own, then the records that one MGET
 *     reads, which takes Redis a fraction of as many GETs but replies nothing for a wrong type
 * @param keys of the reads, in their order
 * @param singles how many reads have a command of their own
 * @param removals the keys of the removals
 */
record ReadBatch(List<Read> reads, List<String> keys, int singles, List<String> removals) {

  private static final Logger LOG = LoggerFactory.getLogger(ReadBatch.class);

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
    List<Read> sorted = new ArrayList<>(reads);
    sorted.sort(Comparator.comparing(read -> many && read instanceof Read.OfResource));
    Set<String> removals = new LinkedHashSet<>();
    int singles = 0;
    for (Read read : reads) {
      singles += many && read instanceof Read.OfResource ? 0 : 1;
      Removals.keyFor(read).ifPresent(removals::add);
    }
    List<String> keys = sorted.stream().map(RedisKeys::of).toList();
    return new ReadBatch(sorted, keys, singles, List.copyOf(removals));
  }

  /** WATCH, then the commands that read. */
  List<Request> watched() {
    List<Request> commands = new ArrayList<>(List.of(withKeys(Command.WATCH, keys)));
    commands.addAll(commands());
    return commands;
  }

  /** The commands that read, between MULTI and EXEC. */
  List<Request> executed() {
    List<Request> commands = new ArrayList<>(List.of(Request.cmd(Command.MULTI)));
    commands.addAll(commands());
    commands.add(Request.cmd(Command.EXEC));
    return commands;
  }

  private Request withKeys(Command command, List<String> first) {
    Request request = Request.cmd(command);
    first.forEach(request::arg);
    removals.forEach(request::arg);
    return request;
  }

  List<Request> commands() {
    List<Request> commands = new ArrayList<>();
    for (int i = 0; i < singles; i++) {
      commands.add(command(reads.get(i), keys.get(i)));
    }
    if (singles < reads.size()) {
      commands.add(withKeys(Command.MGET, keys.subList(singles, keys.size())));
    } else {
      removals.forEach(key -> commands.add(Request.cmd(Command.GET, key)));
    }
    return commands;
  }

  private static Request command(Read read, String key) {
    if (read instanceof Read.OfResource) {
      return Request.cmd(Command.GET, key);
    }
    if (read instanceof Read.OfLength) {
      return Request.cmd(Command.STRLEN, key);
    }
    if (read instanceof Read.OfHolders) {
      return Request.cmd(Command.SRANDMEMBER, key, Read.OfHolders.OF_VALUE_MAX);
    }
    return read instanceof Read.OfEntries entries
        ? Request.cmd(Command.ZRANGE, key, 0, entries.entriesMax() - 1)
        : Request.cmd(Command.ZCARD, key);
  }

  /** Decodes the replies to the commands. */
  Result result(List<Response> replies) {
    List<Response> values = new ArrayList<>(replies);
    if (singles < reads.size()) {
      values.remove(singles).forEach(values::add);
    }
    Map<String, Removals> removed = new HashMap<>();
    for (int i = 0; i < removals.size(); i++) {
      removed.put(removals.get(i), Removals.of(values.get(reads.size() + i)));
    }
    boolean noneRemoved = removed.values().stream().allMatch(each -> each.roots().isEmpty());
    Map<Read, Found> found = new HashMap<>();
    for (int i = 0; i < reads.size(); i++) {
      Read read = reads.get(i);
      boolean hidden = !noneRemoved && isHidden(read, removed);
      found.put(read, new Found(keys.get(i), value(read, hidden ? null : values.get(i))));
    }
    return new Result(found, noneRemoved ? Map.of() : removed);
  }

  /** Decodes the reply of EXEC to the commands. */
  Result result(Response executed) {
    List<Response> replies = new ArrayList<>();
    for (Response reply : executed) {
      if (reply != null && reply.type() == ResponseType.ERROR) {
        LOG.error("A read failed inside EXEC: {}", reply.toString());
        throw new ServiceException(ErrorCode.INTERNAL_FAILURE, "What is stored cannot be read");
      }
      replies.add(reply);
    }
    return result(replies);
  }

  private static boolean isHidden(Read read, Map<String, Removals> removed) {
    return Removals.keyFor(read)
        .map(key -> removed.getOrDefault(key, Removals.NONE).hide(read))
        .orElse(false);
  }

  /** Decodes the reply to a read; null stands for a key that does not exist. */
  private static Object value(Read read, @Nullable Response reply) {
    try {
      if (read instanceof Read.OfResource resource) {
        return Optional.ofNullable(reply)
            .map(record -> RecordCodec.decodeRecord(resource.id(), record.toBytes()));
      }
      if (read instanceof Read.OfHolders) {
        return reply == null
            ? Set.of()
            : reply.stream().map(Response::toString).collect(Collectors.toUnmodifiableSet());
      }
      if (read instanceof Read.OfEntries entries) {
        return reply == null
            ? List.of()
            : reply.stream()
                .map(each -> RecordCodec.decodeEntry(entries.collection(), each.toString()))
                .toList();
      }
      return reply == null ? 0L : reply.toLong();
    } catch (ServiceException unreadable) {
      return unreadable;
    }
  }
}
