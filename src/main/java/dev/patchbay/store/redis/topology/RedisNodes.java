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
 * Which Redis has a key, and the way there: one server, the master that Sentinels name, or the
 * masters of a Cluster. Belongs to one event loop.
 *
 * <p>All futures fail with {@link RedisFailure}, or with whatever the caller's own work fails with.
 */
public abstract class RedisNodes {

  /** The first may be too late, and the second finds all classes loaded. */
  private static final int WARMING_ATTEMPTS_MAX = 3;

  private final RedisLimits limits;
  private final LongSupplier nanoClock;

  /**
   * Nodes to which nothing leads yet.
   *
   * @param nanoClock nanoseconds from any origin, such as {@link System#nanoTime}
   */
  public RedisNodes(RedisLimits limits, LongSupplier nanoClock) {
    this.limits = limits;
    this.nanoClock = nanoClock;
  }

  /** The one that all deadlines are of. */
  final LongSupplier nanoClock() {
    return nanoClock;
  }

  /** For a call of its own. */
  public final Deadline deadline() {
    return Deadline.in(limits.requestTimeoutMillis(), nanoClock);
  }

  /** For what a request can do without, so that it has time left for what it cannot. */
  public final Deadline briefDeadline() {
    return Deadline.in(limits.requestTimeoutMillis() / 3, nanoClock);
  }

  /** Whether one transaction can only hold keys of the same {@link #slot}. */
  public abstract boolean isSplit();

  /** The part of the data that a key lies in. */
  public abstract int slot(String key);

  /** What stands for the node that has a slot, as far as that is known; equal for the same one. */
  public abstract Object node(int slot);

  /** How many batches of commits may be under way on one node, of whatever slots. */
  public abstract int batchesMax();

  /**
   * Runs the work on a connection to the key's owner and gives the connection back. All keys of the
   * work lie in the slot of that one.
   *
   * <p>Work may be run again, with another connection, after it has failed with a {@link Redirect};
   * nothing that it sent has changed anything then.
   */
  public abstract <T> Future<T> onOwner(
      String key, Deadline deadline, Function<Lease, Future<T>> work);

  /**
   * Sends commands that only read, in one write, and again where the connection is lost.
   *
   * @param key the one that all commands are about, or another one of its slot
   * @return the replies, one for each
   */
  public abstract Future<List<Response>> send(
      String key, List<Request> commands, Deadline deadline);

  /**
   * Sends one command that only reads for each key, which may be of any slots, and fails where
   * Redis refuses one of them.
   *
   * @return the replies, in the order of the keys
   */
  public abstract Future<List<Response>> sendEach(
      Command command, List<String> keys, Deadline deadline);

  /** Reads strings of any slots; null for what is not there or no string. */
  public abstract Future<List<Response>> getAll(List<String> keys, Deadline deadline);

  /** Asks a server that takes changes whether it is there; fails where it is not. */
  public final Future<?> ping() {
    return send("patchbay", List.of(Request.cmd(Command.PING)), deadline());
  }

  /**
   * Makes the first connection, which takes a cold JVM longer than a request may wait for one; so
   * it is made before there are requests. Fails where Redis is away, which is not waited for.
   */
  public final Future<?> warm() {
    Future<Void> warm = Future.failedFuture("not tried yet");
    for (int attempt = 0; attempt < WARMING_ATTEMPTS_MAX; attempt++) {
      warm = warm.recover(cold -> ping().<Void>mapEmpty());
    }
    return warm;
  }

  /** The servers that take changes, as far as they are known. */
  public abstract Future<List<RedisConnections>> masters();

  /** Closes all connections, those in use too. */
  public abstract void close();
}
