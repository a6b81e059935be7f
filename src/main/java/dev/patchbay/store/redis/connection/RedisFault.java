package dev.patchbay.store.redis.connection;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import java.util.List;

/**
 * The faults of Redis and of connections to it, one row each: the text that identifies it, the
 * error for the caller, and the effect on the connection and the circuit breaker.
 */
public enum RedisFault {
  OUT_OF_MEMORY(Answer.READ_ONLY, After.NOTHING, "OOM"),
  /** The server is a replica or a demoted primary: a new connection may find the new primary. */
  READ_ONLY(Answer.READ_ONLY, After.DROP_CONNECTION, "READONLY"),
  TOO_FEW_REPLICAS(Answer.READ_ONLY, After.NOTHING, "NOREPLICAS"),
  CANNOT_PERSIST(Answer.READ_ONLY, After.NOTHING, "MISCONF"),
  LOADING(Answer.UNAVAILABLE, After.OPEN_CIRCUIT, "LOADING", "MASTERDOWN"),
  TOO_MANY_CLIENTS(
      Answer.UNAVAILABLE, After.NOTHING, "max number of clients", "ERR max number of clients"),
  NOT_AUTHENTICATED(Answer.UNAVAILABLE, After.OPEN_CIRCUIT, "NOAUTH", "WRONGPASS"),
  NOT_PERMITTED(Answer.UNAVAILABLE, After.NOTHING, "NOPERM"),
  /** A redirect of a Redis Cluster, which {@code topology} handles. */
  OTHER_NODE(Answer.UNAVAILABLE, After.NOTHING, "MOVED", "ASK", "TRYAGAIN", "CLUSTERDOWN"),
  WRONG_TYPE(Answer.UNREADABLE, After.NOTHING, "WRONGTYPE"),
  /** Another error reply. */
  REFUSED(Answer.UNAVAILABLE, After.NOTHING),

  /** The connection was closed before anything was sent on it. */
  NOT_SENT(Answer.UNAVAILABLE, After.DROP_CONNECTION, "Connection is closed"),
  /** The connection was lost while replies were outstanding. */
  CONNECTION_LOST(Answer.UNAVAILABLE, After.DROP_CONNECTION, "CONNECTION_CLOSED"),
  /** No reply within the timeout of a command. */
  NO_ANSWER(Answer.UNAVAILABLE, After.SUSPECT),
  /** A connection could not be made within the timeout of a command. */
  NO_CONNECTION(Answer.UNAVAILABLE, After.OPEN_CIRCUIT),
  /** The call did not wait longer for a new connection: Redis may work. */
  HANDSHAKE_LATE(Answer.UNAVAILABLE, After.NOTHING),
  CIRCUIT_OPEN(Answer.UNAVAILABLE, After.NOTHING),

  /** All connections are in use and none was returned in time. */
  POOL_EXHAUSTED(Answer.BUSY, After.NOTHING, "Redis waiting queue is full"),
  /** The call has too little time left to send its next commands. */
  TOO_LATE(Answer.BUSY, After.NOTHING),
  /** The deadline of the call ended before the timeout of its command: Redis may work. */
  OUT_OF_TIME(Answer.BUSY, After.DROP_CONNECTION),

  /** EXEC was sent and its reply did not arrive, or fewer replicas than needed have the change. */
  OUTCOME_UNKNOWN(Answer.UNKNOWN, After.NOTHING);

  /** The effect on the connection and on the circuit breaker. */
  enum After {
    NOTHING,
    DROP_CONNECTION,
    /** Closes the connection, and the circuit breaker counts a timeout. */
    SUSPECT,
    /** Redis does not answer. */
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

  /** Returns the fault of an error text of Redis or of its client. */
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

  /** Returns whether it is a reply of Redis, which works then. */
  public boolean isReply() {
    return compareTo(REFUSED) <= 0;
  }

  public boolean isLostConnection() {
    return this == NOT_SENT || this == CONNECTION_LOST;
  }

  /** Returns whether the deadline of the call ended, which says nothing about Redis. */
  public boolean isOwnTime() {
    return this == TOO_LATE || this == OUT_OF_TIME;
  }

  /** Returns the error for the caller, without details of Redis. */
  ServiceException answer() {
    return new ServiceException(answer.code, answer.message);
  }
}
