package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The masters of a Redis Cluster. Work leases one connection, to the owner of the key, so other
 * nodes may be down.
 *
 * <p>The Cluster type of the client leases a connection of every node for each use, and does not
 * follow redirects in a batch.
 */
final class ClusterNodes extends RedisNodes {

  private final Vertx vertx;
  private final ClusterSlots slots;
  private final int batchesMax;

  /**
   * The nodes of a slot table.
   *
   * @param poolSize connections to each node at most
   */
  ClusterNodes(
      Vertx vertx, ClusterSlots slots, int poolSize, RedisLimits limits, LongSupplier nanoClock) {
    super(limits, nanoClock);
    this.vertx = vertx;
    this.slots = slots;
    this.batchesMax = batchesMax(poolSize);
  }

  @Override
  public boolean isSplit() {
    return true;
  }

  @Override
  public int slot(String key) {
    return HashSlot.of(key);
  }

  @Override
  public Object node(int slot) {
    return slots.known(slot).<Object>map(owner -> owner).orElse("unknown");
  }

  @Override
  public int batchesMax() {
    return batchesMax;
  }

  /** Each batch takes a connection; the other half of the pool is for reads and retries. */
  static int batchesMax(int poolSize) {
    return Math.max(1, poolSize / 2);
  }

  @Override
  public <T> Future<T> onOwner(String key, Deadline deadline, Function<Lease, Future<T>> work) {
    return new RedirectingCall<>(vertx, slots, slot(key), deadline, work, Optional.empty()).run();
  }

  /** Follows a key that has already moved to the next owner, which a transaction cannot. */
  @Override
  public Future<List<Response>> send(String key, List<Request> commands, Deadline deadline) {
    return sendOnce(key, commands, deadline)
        .recover(
            failure ->
                failure instanceof RedisFailure known && known.fault().isLostConnection()
                    ? sendOnce(key, commands, deadline)
                    : Future.failedFuture(failure));
  }

  private Future<List<Response>> sendOnce(String key, List<Request> commands, Deadline deadline) {
    Function<Lease, Future<List<Response>>> asking =
        lease -> lease.batch(asking(commands)).map(ClusterNodes::withoutAsking);
    return new RedirectingCall<>(
            vertx, slots, slot(key), deadline, lease -> lease.batch(commands), Optional.of(asking))
        .run();
  }

  /** Uses MGET, which returns null for a value of another type. */
  @Override
  public Future<List<Response>> getAll(List<String> keys, Deadline deadline) {
    return sendEach(Command.MGET, keys, deadline)
        .map(
            replies -> {
              List<Response> values = new ArrayList<>();
              replies.forEach(reply -> values.add(reply.get(0)));
              return values;
            });
  }

  /**
   * Sends one batch to each node, with one command for each key, because a command must not have
   * two slots.
   */
  @Override
  public Future<List<Response>> sendEach(Command command, List<String> keys, Deadline deadline) {
    return slots
        .owner(slot(keys.get(0)))
        .compose(loaded -> new CommandOfKeys(this, slots, command, keys, deadline).send());
  }

  @Override
  public Future<List<RedisConnections>> masters() {
    return slots.masters();
  }

  @Override
  public void close() {
    slots.close();
  }

  private static List<Request> asking(List<Request> commands) {
    List<Request> asking = new ArrayList<>();
    for (Request command : commands) {
      asking.add(Request.cmd(Command.ASKING));
      asking.add(command);
    }
    return asking;
  }

  private static List<Response> withoutAsking(List<Response> replies) {
    List<Response> answers = new ArrayList<>();
    for (int i = 1; i < replies.size(); i += 2) {
      answers.add(replies.get(i));
    }
    return answers;
  }
}
