package dev.patchbay.store.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.List;
import java.util.function.Function;

/**
 * Which Redis has a key, and the way there: one server, the master that Sentinels name, or the
 * masters of a Cluster. Belongs to one event loop.
 *
 * <p>All futures fail with {@link dev.patchbay.model.ServiceException} SERVICE_UNAVAILABLE when the
 * key's owner cannot be asked in time, and with whatever the caller's own work fails with.
 */
public abstract class RedisNodes {

  RedisNodes() {}

  /** Whether one transaction can only hold keys of the same {@link #slot}. */
  abstract boolean isSplit();

  /** The part of the data that a key lies in. */
  abstract int slot(String key);

  /**
   * Runs the work on a connection to the key's owner and gives the connection back. All keys of the
   * work lie in the slot of that one.
   *
   * <p>Work may be run again, with another connection, after it has failed with an {@link
   * ErrorType} by which a node said that the slot is elsewhere; so whatever it sends must have
   * changed nothing then.
   */
  abstract <T> Future<T> onOwner(String key, Function<RedisConnections.Lease, Future<T>> work);

  /**
   * Sends commands that watch nothing and that can be sent twice, in one write.
   *
   * @param key the one that all commands are about, or another one of its slot
   * @return the replies, one for each
   */
  public Future<List<Response>> send(String key, List<Request> commands) {
    return onOwner(key, lease -> lease.batch(commands));
  }

  /** Reads strings of any slots; null for what is not there or no string. */
  abstract Future<List<Response>> getAll(List<String> keys);

  /** Closes all connections, those in use too. */
  public abstract void close();

  static <T> Future<T> onLease(
      RedisConnections.Lease lease, Function<RedisConnections.Lease, Future<T>> work) {
    return Future.succeededFuture()
        .compose(begun -> work.apply(lease))
        .onComplete(outcome -> lease.release());
  }

  /** Errors of Redis become the store's; what the work itself refuses stays as it is. */
  static <T> Future<T> inOwnWords(Throwable failure) {
    return Future.failedFuture(
        failure instanceof ErrorType ? RedisConnections.unavailable(failure) : failure);
  }
}
