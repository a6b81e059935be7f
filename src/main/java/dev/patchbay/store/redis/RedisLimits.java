package dev.patchbay.store.redis;

/**
 * How long and how often the store tries.
 *
 * @param acquireTimeoutMillis a connection that is not there by then is not waited for
 * @param commandTimeoutMillis replies that are not there by then make the outcome unknown
 * @param requestTimeoutMillis by then a call of the store is over, with its turn in the queue, its
 *     attempts and its waits
 * @param attemptsMax how many lost races a transition takes before its caller is told
 */
public record RedisLimits(
    long acquireTimeoutMillis,
    long commandTimeoutMillis,
    long requestTimeoutMillis,
    int attemptsMax) {

  /**
   * With 4 ms of jitter doubled each time, ten attempts ride out some seconds of a race between
   * many replicas; inside one replica writers of one resource queue and do not race at all.
   */
  public static final int ATTEMPTS_MAX = 10;
}
