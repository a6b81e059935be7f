package dev.patchbay.store.redis.connection;

import dev.patchbay.model.Limit;

/**
 * The timeouts, the lost races and the sizes of the store.
 *
 * @param acquireTimeoutMillis the longest wait for a connection
 * @param commandTimeoutMillis the timeout of a command; a timeout counts for the circuit breaker
 * @param requestTimeoutMillis the time of a whole call of the store, with its wait in the queue and
 *     its attempts
 * @param lostRacesMax the races that a transition loses before it is a conflict
 * @param changesMax the entries that a change log keeps at least; older ones are trimmed
 */
public record RedisLimits(
    long acquireTimeoutMillis,
    long commandTimeoutMillis,
    long requestTimeoutMillis,
    int lostRacesMax,
    int changesMax) {

  /**
   * With 4 ms of jitter, doubled each time, ten lost races last for some seconds of races between
   * replicas; inside one replica writers of one resource queue and do not race.
   */
  public static final int LOST_RACES_MAX = 10;

  /** 400 kilobytes of Redis for an API with permanent changes. */
  public static final int CHANGES_MAX = Limit.CHANGES.intValue();

  /**
   * No wait is longer than three quarters of a request's time, so a request that gets a connection
   * soon can wait for a whole command timeout: only that is evidence of an outage.
   */
  public RedisLimits {
    long stepMillisMax = Math.max(1, requestTimeoutMillis * 3 / 4);
    acquireTimeoutMillis = Math.min(acquireTimeoutMillis, stepMillisMax);
    commandTimeoutMillis = Math.min(commandTimeoutMillis, stepMillisMax);
  }

  /** With change logs of the default length. */
  public RedisLimits(
      long acquireTimeoutMillis,
      long commandTimeoutMillis,
      long requestTimeoutMillis,
      int lostRacesMax) {
    this(
        acquireTimeoutMillis,
        commandTimeoutMillis,
        requestTimeoutMillis,
        lostRacesMax,
        CHANGES_MAX);
  }

  /** Returns the shortest wait that is evidence of an outage. */
  long fullTimeoutMillis() {
    return Math.max(acquireTimeoutMillis, commandTimeoutMillis);
  }

  /**
   * Returns the least time in which a command is sent, because its reply would be too late
   * otherwise: 25 ms of the default 500 are a slow disk and a busy event loop.
   */
  long replyMillisMin() {
    return Math.max(1, commandTimeoutMillis / 20);
  }

  /** Returns the least time in which an attempt, which has two round trips, starts. */
  public long attemptMillisMin() {
    return 2 * replyMillisMin();
  }
}
