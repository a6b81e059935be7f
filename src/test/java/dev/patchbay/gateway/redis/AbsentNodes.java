package dev.patchbay.gateway.redis;

import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.function.Function;

/** A Redis that never answers. */
final class AbsentNodes extends RedisNodes {

  private final boolean isSilent;

  private AbsentNodes(boolean isSilent) {
    super(new RedisLimits(1, 1, 1, 1, 1), System::nanoTime);
    this.isSilent = isSilent;
  }

  /** Each command fails at once. */
  static AbsentNodes refusing() {
    return new AbsentNodes(false);
  }

  /** No command is ever answered. */
  static AbsentNodes silent() {
    return new AbsentNodes(true);
  }

  private <T> Future<T> away() {
    return isSilent ? Promise.<T>promise().future() : Future.failedFuture("away");
  }

  @Override
  public boolean isSplit() {
    return false;
  }

  @Override
  public int slot(String key) {
    return 0;
  }

  @Override
  public Object node(int slot) {
    return this;
  }

  @Override
  public int batchesMax() {
    return 1;
  }

  @Override
  public <T> Future<T> onOwner(String key, Deadline deadline, Function<Lease, Future<T>> work) {
    return away();
  }

  @Override
  public Future<List<Response>> send(String key, List<Request> commands, Deadline deadline) {
    return away();
  }

  @Override
  public Future<List<Response>> sendEach(Command command, List<String> keys, Deadline deadline) {
    return away();
  }

  @Override
  public Future<List<Response>> getAll(List<String> keys, Deadline deadline) {
    return away();
  }

  @Override
  public Future<List<RedisConnections>> masters() {
    return away();
  }

  @Override
  public void close() {}
}
