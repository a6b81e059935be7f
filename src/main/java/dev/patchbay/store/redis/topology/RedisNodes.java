package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisLimits;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The servers of Redis by key: one server, the master of Sentinels, or the masters of a Cluster.
 * Belongs to one event loop.
 *
 * <p>All futures fail with {@link RedisFailure}, or as the work of the caller fails.
 */
public abstract class RedisNodes {

  /** The first attempt may time out while it loads classes; the second one does not. */
  private static final int WARMING_ATTEMPTS_MAX = 3;

  private final RedisLimits limits;
  private final LongSupplier nanoClock;

  /**
   * Nodes without connections.
   *
   * @param nanoClock nanoseconds from any origin, such as {@link System#nanoTime}
   */
  public RedisNodes(RedisLimits limits, LongSupplier nanoClock) {
    this.limits = limits;
    this.nanoClock = nanoClock;
  }

  /** Returns the clock of all deadlines. */
  final LongSupplier nanoClock() {
    return nanoClock;
  }

  /** Returns a deadline for a call without a request. */
  public final Deadline deadline() {
    return Deadline.in(limits.requestTimeoutMillis(), nanoClock);
  }

  /** Returns an earlier deadline for an optional part of a request. */
  public final Deadline briefDeadline() {
    return Deadline.in(limits.requestTimeoutMillis() / 3, nanoClock);
  }

  /** Returns whether all keys of a transaction must be of one {@link #slot}. */
  public abstract boolean isSplit();

  /** Returns the slot of a key. */
  public abstract int slot(String key);

  /** Returns an object that identifies the node of a slot, as far as it is known. */
  public abstract Object node(int slot);

  /** Returns the number of batches of commits that may run on one node. */
  public abstract int batchesMax();

  /**
   * Runs the work on a connection to the owner of the key and returns the connection. All keys of
   * the work are of the same slot.
   *
   * <p>The work may run again, on another connection, after a {@link Redirect}; it has changed
   * nothing then.
   */
  public abstract <T> Future<T> onOwner(
      String key, Deadline deadline, Function<Lease, Future<T>> work);

  /**
   * Sends commands that only read, in one write, and again where the connection is lost.
   *
   * @param key the key of all commands, or another key of its slot
   * @return the replies in the order of the commands
   */
  public abstract Future<List<Response>> send(
      String key, List<Request> commands, Deadline deadline);

  /**
   * Sends one read-only command for each key, of any slots, and fails where Redis refuses one of
   * them.
   *
   * @return the replies, in the order of the keys
   */
  public abstract Future<List<Response>> sendEach(
      Command command, List<String> keys, Deadline deadline);

  /** Reads strings of any slots; null where a key is missing or no string. */
  public abstract Future<List<Response>> getAll(List<String> keys, Deadline deadline);

  /** Pings a master; fails where it does not answer. */
  public final Future<?> ping() {
    return send("patchbay", List.of(Request.cmd(Command.PING)), deadline());
  }

  /**
   * Makes the first connection before the first request, because a cold JVM needs longer than the
   * acquire timeout. Fails at once where Redis is unreachable.
   */
  public final Future<?> warm() {
    Future<Void> warm = Future.failedFuture("not tried yet");
    for (int attempt = 0; attempt < WARMING_ATTEMPTS_MAX; attempt++) {
      warm = warm.recover(cold -> ping().<Void>mapEmpty());
    }
    return warm;
  }

  /** Returns the known masters. */
  public abstract Future<List<RedisConnections>> masters();

  /** Closes all connections, also borrowed ones. */
  public abstract void close();
}
