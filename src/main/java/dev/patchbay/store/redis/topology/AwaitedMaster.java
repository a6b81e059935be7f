package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;

/**
 * The calls that wait for a master to be found.
 *
 * @param <M> the master
 */
final class AwaitedMaster<M> {

  /** Calls wait no longer than for a connection, and more calls would find none in the pool. */
  private static final int WAITERS_MAX = 1_024;

  private final long waitMillisMax;
  private Promise<M> found = Promise.promise();
  private int waiters;

  AwaitedMaster(long waitMillisMax) {
    this.waitMillisMax = waitMillisMax;
  }

  /** Waits for the master; fails with NO_CONNECTION where that takes too long. */
  Future<M> await() {
    if (waiters >= WAITERS_MAX) {
      return noMaster();
    }
    waiters++;
    return found
        .future()
        .timeout(waitMillisMax, TimeUnit.MILLISECONDS)
        .recover(late -> noMaster())
        .onComplete(outcome -> waiters--);
  }

  private Future<M> noMaster() {
    return Future.failedFuture(new RedisFailure(RedisFault.NO_CONNECTION, "no master is known"));
  }

  void found(M master) {
    found.complete(master);
  }

  /** From now on calls wait for another master. */
  void lost() {
    found = Promise.promise();
  }
}
