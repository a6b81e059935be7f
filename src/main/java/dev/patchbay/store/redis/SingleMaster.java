package dev.patchbay.store.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/** A topology in which one server has all keys. */
abstract sealed class SingleMaster extends RedisNodes permits StandaloneNodes, SentinelNodes {

  SingleMaster(RedisLimits limits) {
    super(limits);
  }

  @Override
  final boolean isSplit() {
    return false;
  }

  @Override
  final int slot(String key) {
    return 0;
  }

  @Override
  final Future<List<Response>> getAll(List<String> keys, Deadline deadline) {
    Request request = Request.cmd(Command.MGET);
    keys.forEach(request::arg);
    return send(keys.get(0), List.of(request), deadline)
        .map(
            replies -> {
              List<Response> values = new ArrayList<>();
              replies.get(0).forEach(values::add);
              return values;
            });
  }
}
