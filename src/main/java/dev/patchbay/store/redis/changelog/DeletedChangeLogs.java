package dev.patchbay.store.redis.changelog;

import dev.patchbay.model.Limit;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.SequentialSteps;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the oldest change logs of deleted APIs where an account has too many of them. Belongs to
 * one event loop.
 */
public final class DeletedChangeLogs {

  private static final Logger LOG = LoggerFactory.getLogger(DeletedChangeLogs.class);

  private final RedisNodes nodes;
  private final Set<ResourceCollection> underWay = new HashSet<>();
  private final Set<ResourceCollection> again = new HashSet<>();

  public DeletedChangeLogs(RedisNodes nodes) {
    this.nodes = nodes;
  }

  /** To be called after each deletion; a failure is repaired after the next one. */
  public void trim(ResourceCollection apis) {
    if (!underWay.add(apis)) {
      again.add(apis);
      return;
    }
    dropOldest(apis)
        .onFailure(
            failure -> LOG.warn("Change logs of deleted APIs are removed later: {}", failure))
        .onComplete(
            trimmed -> {
              underWay.remove(apis);
              if (again.remove(apis)) {
                trim(apis);
              }
            });
  }

  private Future<Void> dropOldest(ResourceCollection apis) {
    String deleted = RedisKeys.deleted(apis);
    // The range of all but the newest.
    Request oldest =
        Request.cmd(Command.LRANGE).arg(deleted).arg(0).arg(-1 - Limit.DELETED_LOGS.intValue());
    return nodes
        .send(deleted, List.of(oldest), nodes.deadline())
        .compose(
            replies -> {
              Iterator<Response> each = replies.get(0).iterator();
              return SequentialSteps.of(
                  () ->
                      each.hasNext()
                          ? drop(apis, each.next().toString()).map(true)
                          : Future.succeededFuture(false));
            });
  }

  private Future<Response> drop(ResourceCollection apis, String id) {
    String log = RedisKeys.changeLog(apis.member(id));
    String deleted = RedisKeys.deleted(apis);
    return nodes
        .onOwner(log, nodes.deadline(), lease -> unlinkIfDeleted(lease, log))
        .compose(
            dropped ->
                nodes.onOwner(
                    deleted,
                    nodes.deadline(),
                    lease -> lease.send(Request.cmd(Command.LREM).arg(deleted).arg(1).arg(id))));
  }

  /** The change log of an imported API has no expiry any more. */
  private static Future<?> unlinkIfDeleted(Lease lease, String log) {
    List<Request> reads =
        List.of(Request.cmd(Command.WATCH).arg(log), Request.cmd(Command.TTL).arg(log));
    List<Request> writes =
        List.of(
            Request.cmd(Command.MULTI),
            Request.cmd(Command.UNLINK).arg(log),
            Request.cmd(Command.EXEC));
    return lease
        .watch(reads, List.of())
        .compose(
            replies ->
                replies.get(1).toLong() >= 0
                    ? lease.execute(writes, List.of())
                    : Future.succeededFuture(replies));
  }
}
