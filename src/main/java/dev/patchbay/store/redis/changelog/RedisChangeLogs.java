package dev.patchbay.store.redis.changelog;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.RecordedChange;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.store.redis.connection.FaultReport;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/**
 * The change logs of APIs, each a Redis stream in the slot of its API. Redis assigns the position
 * when it stores a change, so no change is ever inserted before one that was read.
 */
public final class RedisChangeLogs {

  private final ResourceTypes types;
  private final RedisNodes nodes;
  private final FaultReport faults;
  private final ChangeReads reads;

  public RedisChangeLogs(
      ResourceTypes types, RedisNodes nodes, Executor endOfTick, FaultReport faults) {
    this.types = types;
    this.nodes = nodes;
    this.faults = faults;
    this.reads = new ChangeReads(nodes, endOfTick);
  }

  /** Reads parts of several change logs for subscribers, see {@link ChangeReads}. */
  public List<Future<ChangesPage>> read(List<ChangesRequest> requests) {
    List<Future<Response>> entries = reads.read(requests);
    return IntStream.range(0, requests.size())
        .mapToObj(i -> page(requests.get(i), entries.get(i)))
        .toList();
  }

  /** Reads a part of one change log on a connection of its own. */
  public Future<ChangesPage> read(ChangesRequest request) {
    return page(
        request,
        nodes
            .send(RedisKeys.changeLog(request.root()), List.of(range(request)), nodes.deadline())
            .map(replies -> replies.get(0)));
  }

  private Future<ChangesPage> page(ChangesRequest request, Future<Response> entries) {
    return entries
        .map(read -> page(request, read))
        .recover(failure -> faults.answered(request.root(), failure));
  }

  /** Reads the last known change too, because its absence means a gap, and one more. */
  static Request range(ChangesRequest request) {
    boolean fromStart = request.after().equals(ChangeId.ZERO);
    return Request.cmd(Command.XRANGE)
        .arg(RedisKeys.changeLog(request.root()))
        .arg(fromStart ? "-" : request.after().toString())
        .arg("+")
        .arg("COUNT")
        .arg(request.changesMax() + (fromStart ? 1 : 2));
  }

  private ChangesPage page(ChangesRequest request, Response entries) {
    boolean fromStart = request.after().equals(ChangeId.ZERO);
    boolean known =
        entries.size() > 0 && entries.get(0).get(0).toString().equals(request.after().toString());
    int first = known ? 1 : 0;
    int end = Math.min(entries.size(), first + request.changesMax());
    List<RecordedChange> changes = new ArrayList<>();
    for (int i = first; i < end; i++) {
      changes.add(ChangeLogCodec.decode(types, request.root(), entries.get(i)));
    }
    return new ChangesPage(!fromStart && !known, changes, end < entries.size());
  }

  public Future<ChangeId> newest(ResourceId api) {
    String key = RedisKeys.changeLog(api);
    Request newest = Request.cmd(Command.XREVRANGE).arg(key).arg("+").arg("-").arg("COUNT").arg(1);
    return nodes
        .send(key, List.of(newest), nodes.deadline())
        .map(
            replies ->
                replies.get(0).size() == 0
                    ? ChangeId.ZERO
                    : ChangeLogCodec.decode(types, api, replies.get(0).get(0)).id())
        .recover(failure -> faults.answered(api, failure));
  }
}
