package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisLimits;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.function.Function;

/** A Cluster without servers, for tests of whatever asks only where a key lies. */
public abstract class UnconnectedNodes extends RedisNodes {

  protected UnconnectedNodes() {
    super(new RedisLimits(750, 750, 1_000, 1, 100), System::nanoTime);
  }

  @Override
  public boolean isSplit() {
    return true;
  }

  @Override
  public int batchesMax() {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> Future<T> onOwner(String key, Deadline deadline, Function<Lease, Future<T>> work) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<List<Response>> send(String key, List<Request> commands, Deadline deadline) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<List<Response>> sendEach(Command command, List<String> keys, Deadline deadline) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<List<Response>> getAll(List<String> keys, Deadline deadline) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<List<RedisConnections>> masters() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
