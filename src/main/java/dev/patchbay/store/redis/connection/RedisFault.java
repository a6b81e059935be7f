package dev.patchbay.store.redis.connection;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import java.util.List;

/**
 * Everything that can go wrong between here and Redis: how it shows, what the caller is told, and
 * what becomes of the connection and the circuit. One row a fault.
 */
public enum RedisFault {
  OUT_OF_MEMORY(Answer.READ_ONLY, After.NOTHING, "OOM"),
  /** A replica, or a primary that was demoted: a new connection may find the new primary. */
  READ_ONLY(Answer.READ_ONLY, After.DROP_CONNECTION, "READONLY"),
  TOO_FEW_REPLICAS(Answer.READ_ONLY, After.NOTHING, "NOREPLICAS"),
  CANNOT_PERSIST(Answer.READ_ONLY, After.NOTHING, "MISCONF"),
  LOADING(Answer.UNAVAILABLE, After.OPEN_CIRCUIT, "LOADING", "MASTERDOWN"),
  TOO_MANY_CLIENTS(
      Answer.UNAVAILABLE, After.NOTHING, "max number of clients", "ERR max number of clients"),
  NOT_AUTHENTICATED(Answer.UNAVAILABLE, After.OPEN_CIRCUIT, "NOAUTH", "WRONGPASS"),
  NOT_PERMITTED(Answer.UNAVAILABLE, After.NOTHING, "NOPERM"),
  /** Of a Redis Cluster, for whoever knows its topology. */
  OTHER_NODE(Answer.UNAVAILABLE, After.NOTHING, "MOVED", "ASK", "TRYAGAIN", "CLUSTERDOWN"),
  WRONG_TYPE(Answer.UNREADABLE, After.NOTHING, "WRONGTYPE"),
  /** Any other error reply. */
  REFUSED(Answer.UNAVAILABLE, After.NOTHING),

  /** The connection was gone before anything was sent on it. */
  NOT_SENT(Answer.UNAVAILABLE, After.DROP_CONNECTION, "Connection is closed"),
  /** The connection went while replies were outstanding. */
  CONNECTION_LOST(Answer.UNAVAILABLE, After.DROP_CONNECTION, "CONNECTION_CLOSED"),
  /** No reply within the full time that a command may take. */
  NO_ANSWER(Answer.UNAVAILABLE, After.SUSPECT),
  /** A connection could not be made, or not in the full time that a command may take. */
  NO_CONNECTION(Answer.UNAVAILABLE, After.OPEN_CIRCUIT),
  /** The call does not wait longer for a connection that is being made: Redis may be well. */
  HANDSHAKE_LATE(Answer.UNAVAILABLE, After.NOTHING),
  CIRCUIT_OPEN(Answer.UNAVAILABLE, After.NOTHING),

  /** All connections are in use and none came back in time. */
  POOL_EXHAUSTED(Answer.BUSY, After.NOTHING, "Redis waiting queue is full"),
  /** The call has too little time left for what it would send next, which is not sent. */
  TOO_LATE(Answer.BUSY, After.NOTHING),
  /**
   * The call's own time ended while it waited for a reply, and before a command's time did: Redis
   * may be well.
   */
  OUT_OF_TIME(Answer.BUSY, After.DROP_CONNECTION),

  /** EXEC was sent and its reply did not come, or fewer replicas than needed have the change. */
  OUTCOME_UNKNOWN(Answer.UNKNOWN, After.NOTHING);

  /** What becomes of the connection and of the circuit. */
  enum After {
    NOTHING,
    DROP_CONNECTION,
    /** One more sign that Redis is away: the connection is dropped, the circuit counts. */
    SUSPECT,
    /** Redis is away. */
    OPEN_CIRCUIT
  }

  private enum Answer {
    UNAVAILABLE(
        ErrorCode.SERVICE_UNAVAILABLE, "The store is not available. Please try again later."),
    BUSY(
        ErrorCode.SERVICE_UNAVAILABLE,
        "The store is busy; nothing was changed. Please try again later."),
    READ_ONLY(
        ErrorCode.SERVICE_UNAVAILABLE,
        "The store takes no changes at the moment; nothing was changed. Please try again later."),
    UNKNOWN(
        ErrorCode.SERVICE_UNAVAILABLE,
        "The outcome is unknown: the change was stored or it was not. Please read the resource"
            + " before you try again."),
    UNREADABLE(ErrorCode.INTERNAL_FAILURE, "What is stored cannot be read");

    private final ErrorCode code;
    private final String message;

    Answer(ErrorCode code, String message) {
      this.code = code;
      this.message = message;
    }
  }

  private final Answer answer;
  private final After after;
  private final List<String> prefixes;

  RedisFault(Answer answer, After after, String... prefixes) {
    this.answer = answer;
    this.after = after;
    this.prefixes = List.of(prefixes);
  }

  /** The fault that an error of Redis or of its client begins to tell of. */
  static RedisFault ofText(String text) {
    for (RedisFault fault : values()) {
      if (fault.prefixes.stream().anyMatch(text::startsWith)) {
        return fault;
      }
    }
    return REFUSED;
  }

  After after() {
    return after;
  }

  boolean dropsConnection() {
    return after == After.DROP_CONNECTION || after == After.SUSPECT;
  }

  /** Whether Redis itself said so, and is there. */
  public boolean isReply() {
    return compareTo(REFUSED) <= 0;
  }

  public boolean isLostConnection() {
    return this == NOT_SENT || this == CONNECTION_LOST;
  }

  /** Whether the time that ended was that of the call, which says nothing about Redis. */
  public boolean isOwnTime() {
    return this == TOO_LATE || this == OUT_OF_TIME;
  }

  /** For the caller, who learns nothing of Redis. */
  ServiceException answer() {
    return new ServiceException(answer.code, answer.message);
  }
}
