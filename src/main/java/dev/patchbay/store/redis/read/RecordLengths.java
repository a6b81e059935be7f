package dev.patchbay.store.redis.read;

import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.List;

/** Asks how long records are. */
record RecordLengths(RedisNodes nodes) {

  /**
   * The lengths of records. A key that is no string makes Redis refuse the question, so that each
   * length is then read alone; a page leaves out a key that is no string.
   */
  Future<List<Long>> of(List<String> keys, Deadline deadline) {
    if (keys.size() < 2) {
      return Future.succeededFuture(keys.stream().map(key -> 0L).toList());
    }
    return nodes
        .sendEach(Command.STRLEN, keys, deadline)
        .map(replies -> replies.stream().map(Response::toLong).toList())
        .recover(
            failure ->
                isWrongType(failure)
                    ? lengthsOfStrings(keys, deadline)
                    : Future.failedFuture(failure));
  }

  private Future<List<Long>> lengthsOfStrings(List<String> keys, Deadline deadline) {
    List<Future<Long>> lengths =
        keys.stream()
            .map(
                key ->
                    nodes
                        .sendEach(Command.STRLEN, List.of(key), deadline)
                        .map(replies -> replies.get(0).toLong())
                        .recover(
                            failure ->
                                isWrongType(failure)
                                    ? Future.succeededFuture(0L)
                                    : Future.failedFuture(failure)))
            .toList();
    return Future.all(lengths).map(all -> all.<Long>list());
  }

  private static boolean isWrongType(Throwable failure) {
    return failure instanceof RedisFailure known && known.fault() == RedisFault.WRONG_TYPE;
  }
}
