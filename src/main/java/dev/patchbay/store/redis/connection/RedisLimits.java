package dev.patchbay.store.redis.connection;

import dev.patchbay.model.Limit;

/**
 * How long and how often the store tries, and how much it keeps.
 *
 * @param acquireTimeoutMillis a connection that is not there by then is not waited for
 * @param commandTimeoutMillis replies that are not there by then are a sign that Redis is away
 * @param requestTimeoutMillis by then a call of the store is over, with its turn in the queue, its
 *     attempts and its waits
 * @param attemptsMax how many lost races a transition takes before its caller is told
 * @param changesMax how many changes the trail of an API keeps at the least before its oldest go
 */
public record RedisLimits(
    long acquireTimeoutMillis,
    long commandTimeoutMillis,
    long requestTimeoutMillis,
    int attemptsMax,
    int changesMax) {

  /**
   * With 4 ms of jitter doubled each time, ten attempts ride out some seconds of a race between
   * many replicas; inside one replica writers of one resource queue and do not race at all.
   */
  public static final int ATTEMPTS_MAX = 10;

  /** 400 kilobytes of Redis for an API that is never left in peace. */
  public static final int CHANGES_MAX = Limit.CHANGES.intValue();

  /**
   * No wait is longer than three quarters of a request's time, so that one that finds a connection
   * soon can wait for a full command: only that is evidence that Redis is away.
   */
  public RedisLimits {
    long stepMillisMax = Math.max(1, requestTimeoutMillis * 3 / 4);
    acquireTimeoutMillis = Math.min(acquireTimeoutMillis, stepMillisMax);
    commandTimeoutMillis = Math.min(commandTimeoutMillis, stepMillisMax);
  }

  /** With trails of the usual length. */
  public RedisLimits(
      long acquireTimeoutMillis,
      long commandTimeoutMillis,
      long requestTimeoutMillis,
      int attemptsMax) {
    this(
        acquireTimeoutMillis, commandTimeoutMillis, requestTimeoutMillis, attemptsMax, CHANGES_MAX);
  }

  /** Only a wait of this time or longer is evidence that Redis is away. */
  long silenceMillis() {
    return Math.max(acquireTimeoutMillis, commandTimeoutMillis);
  }

  /**
   * With less time than this left nothing is sent, for the reply would most likely come too late:
   * 25 ms of the usual 500 are a slow disk and a busy event loop.
   */
  long replyMillisMin() {
    return Math.max(1, commandTimeoutMillis / 20);
  }

  /** No attempt at a transaction, which takes two replies, is begun with less time left. */
  public long attemptMillisMin() {
    return 2 * replyMillisMin();
  }
}
