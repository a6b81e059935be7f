package dev.patchbay.store.redis.read;

import dev.patchbay.model.Limit;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Read;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.FaultReport;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.layout.RecordCodec;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.layout.Removals;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads pages of collections. */
public final class PageReads {

  /** A deletion of the parent meanwhile deletes many records at once, which is no fault. */
  private static final int FOREIGN_LOOKS_MAX = 8;

  private final RedisNodes nodes;
  private final FaultReport faults;
  private final RecordLengths lengths;

  /**
   * Reads from the nodes.
   *
   * @param faults counts records that cannot be read, which a page leaves out
   */
  public PageReads(RedisNodes nodes, FaultReport faults) {
    this.nodes = nodes;
    this.faults = faults;
    this.lengths = new RecordLengths(nodes);
  }

  /** Reads a part of a collection, as the store promises; fails with {@link RedisFailure}. */
  public Future<Page> list(ResourceCollection collection, PageRequest request) {
    // One entry more than the page shows whether there is a next page.
    String order = RedisKeys.order(collection);
    Request entries =
        Request.cmd(Command.ZRANGE)
            .arg(order)
            .arg("(" + RecordCodec.endOfEntries(request.afterId()))
            .arg("+")
            .arg("BYLEX")
            .arg("LIMIT")
            .arg(0)
            .arg(request.resourcesMax() + 1L);
    Deadline deadline = nodes.deadline();
    List<Request> commands = new ArrayList<>(List.of(entries));
    Read.OfSize read = new Read.OfSize(collection);
    Removals.keyFor(read).ifPresent(key -> commands.add(Request.cmd(Command.GET).arg(key)));
    return nodes
        .send(order, commands, deadline)
        .compose(
            replies ->
                readPage(
                    collection,
                    replies.size() > 1 && Removals.of(replies.get(1)).hide(read)
                        ? List.of()
                        : replies.get(0).stream().map(Response::toString).toList(),
                    request.resourcesMax(),
                    deadline));
  }

  private Future<Page> readPage(
      ResourceCollection collection, List<String> found, int resourcesMax, Deadline deadline) {
    List<String> wanted = found.subList(0, Math.min(found.size(), resourcesMax));
    List<String> keys =
        wanted.stream()
            .map(entry -> RedisKeys.record(collection.member(RecordCodec.idOfEntry(entry))))
            .toList();
    return lengths
        .of(keys, deadline)
        .compose(
            lengths -> {
              int count = countOfPage(lengths);
              List<String> onPage = wanted.subList(0, count);
              Optional<String> lastId =
                  count < found.size()
                      ? Optional.of(RecordCodec.idOfEntry(onPage.get(count - 1)))
                      : Optional.empty();
              List<Entry> entries =
                  onPage.stream().flatMap(entry -> decode(collection, entry).stream()).toList();
              return readRecords(entries, deadline)
                  .map(records -> new Page(decodeAll(entries, records), lastId));
            });
  }

  /** Returns how many records fill a page, which is at least one of any size. */
  private static int countOfPage(List<Long> lengths) {
    long bytes = 0;
    int count = 0;
    for (long length : lengths) {
      bytes += length;
      if (count > 0 && bytes > Limit.PAGE_BYTES.value()) {
        break;
      }
      count++;
    }
    return count;
  }

  private Future<List<Response>> readRecords(List<Entry> entries, Deadline deadline) {
    return entries.isEmpty()
        ? Future.succeededFuture(List.of())
        : nodes
            .getAll(entries.stream().map(entry -> RedisKeys.record(entry.id())).toList(), deadline)
            .onSuccess(records -> lookForForeign(entries, records));
  }

  private Optional<Entry> decode(ResourceCollection collection, String entry) {
    try {
      return Optional.of(RecordCodec.decodeEntry(collection, entry));
    } catch (ServiceException corrupt) {
      faults.corrupt();
      return Optional.empty(); // The codec has logged it; one bad entry must not hide the others.
    }
  }

  /**
   * MGET replies null for a key of another type, as for a missing key; the page leaves both out.
   */
  private void lookForForeign(List<Entry> entries, List<Response> records) {
    IntStream.range(0, entries.size())
        .filter(i -> records.get(i) == null)
        .limit(FOREIGN_LOOKS_MAX)
        .mapToObj(i -> entries.get(i).id())
        .forEach(this::reportIfForeign);
  }

  private void reportIfForeign(ResourceId id) {
    String key = RedisKeys.record(id);
    nodes
        .send(key, List.of(Request.cmd(Command.TYPE).arg(key)), nodes.briefDeadline())
        .map(replies -> replies.get(0).toString())
        .onSuccess(
            type -> {
              if (!type.equals("none") && !type.equals("string")) {
                faults.foreign(id);
              }
            });
  }

  /**
   * Leaves out records that were deleted since the entries were read, and records that cannot be
   * read.
   */
  private List<Resource> decodeAll(List<Entry> entries, List<Response> records) {
    List<Resource> resources = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      decode(entries.get(i).id(), records.get(i)).ifPresent(resources::add);
    }
    return resources;
  }

  private Optional<Resource> decode(ResourceId id, @Nullable Response record) {
    try {
      return Optional.ofNullable(record)
          .map(found -> RecordCodec.decodeRecord(id, found.toBytes()));
    } catch (ServiceException corrupt) {
      faults.corrupt();
      return Optional.empty(); // The codec has logged it; one bad record must not hide the others.
    }
  }
}
