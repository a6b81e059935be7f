package dev.patchbay.store.redis.connection;

import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A fault with the text of Redis or its client, which is for the log only. */
public final class RedisFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** One line for each failed command of a batch, numbered from 0. */
  private static final Pattern OF_BATCH = Pattern.compile("ERR \\[(\\d+)] (.*)");

  /** An exception of Java among error replies: the reason why the connection has ended. */
  private static final Pattern EXCEPTION = Pattern.compile("\\w+(\\.[\\w$]+)+(:.*)?");

  private static final Pattern ABORTED =
      Pattern.compile("EXECABORT Transaction discarded because of: (.*)");

  private final RedisFault fault;
  private final transient Map<Integer, String> errors;
  private final int sent;

  public RedisFailure(RedisFault fault, String text) {
    this(fault, text, Map.of());
  }

  private RedisFailure(RedisFault fault, String text, Map<Integer, String> errors) {
    this(fault, text, errors, Integer.MAX_VALUE);
  }

  private RedisFailure(RedisFault fault, String text, Map<Integer, String> errors, int sent) {
    super(text, null, false, false);
    this.fault = fault;
    this.errors = errors;
    this.sent = sent;
  }

  /**
   * Returns the same failure for the whole of a batch that is sent in parts.
   *
   * @param before how many commands of the batch were sent before the failed part
   * @param after how many commands of the batch were sent with the failed part
   */
  RedisFailure ofPart(int before, int after) {
    Map<Integer, String> placed = new LinkedHashMap<>();
    errors.forEach((place, error) -> placed.put(before + place, error));
    return new RedisFailure(fault, String.valueOf(getMessage()), placed, after);
  }

  /**
   * Returns whether a command of the batch may have been sent.
   *
   * @param place of the command in the batch
   */
  public boolean isSent(int place) {
    return place < sent;
  }

  /** Returns a failure before sending, because the reply would arrive after the deadline. */
  public static RedisFailure tooLate() {
    return new RedisFailure(RedisFault.TOO_LATE, "too little time is left");
  }

  /**
   * Classifies a failure of the Redis client.
   *
   * @param otherwise the fault of an unclassified failure of the connection
   */
  static RedisFailure of(Throwable cause, RedisFault otherwise) {
    if (cause instanceof RedisFailure known) {
      return known;
    }
    if (cause instanceof ErrorType error) {
      return ofErrors(String.valueOf(error.getMessage()));
    }
    if (cause instanceof ConnectionPoolTooBusyException) {
      return new RedisFailure(RedisFault.POOL_EXHAUSTED, "too many wait for a connection");
    }
    String text = String.valueOf(cause.getMessage());
    if (cause instanceof TimeoutException) {
      return new RedisFailure(RedisFault.NO_ANSWER, "no answer within the deadline");
    }
    RedisFault fault = RedisFault.ofText(text);
    return new RedisFailure(
        fault == RedisFault.REFUSED ? otherwise : fault,
        cause.getClass().getSimpleName() + ": " + text);
  }

  /** Returns the first error, which causes the others. */
  private static RedisFailure ofErrors(String message) {
    Map<Integer, String> errors = new LinkedHashMap<>();
    message
        .lines()
        .map(OF_BATCH::matcher)
        .filter(Matcher::matches)
        .forEach(line -> errors.put(Integer.valueOf(line.group(1)), line.group(2)));
    String first = errors.isEmpty() ? message : errors.values().iterator().next();
    Matcher aborted = ABORTED.matcher(first);
    String cause = aborted.matches() ? aborted.group(1) : first;
    return new RedisFailure(faultOf(cause), cause, errors);
  }

  private static RedisFault faultOf(String text) {
    return EXCEPTION.matcher(text).matches() ? RedisFault.CONNECTION_LOST : RedisFault.ofText(text);
  }

  public RedisFault fault() {
    return fault;
  }

  /**
   * Returns whether Redis refused the transaction of a batch with MULTI, so that nothing was done.
   * Where only MULTI was refused, the other commands ran without it.
   *
   * @param exec the place of EXEC in the batch
   */
  public boolean refusedTransaction(int exec) {
    return refused(exec) && (!refused(0) || IntStream.range(1, exec).allMatch(this::refused));
  }

  private boolean refused(int index) {
    String error = errors.get(index);
    return error != null && !faultOf(error).isLostConnection();
  }

  /** Returns whether the error reply has this prefix. */
  public boolean says(String prefix) {
    return String.valueOf(getMessage()).startsWith(prefix);
  }

  /** Returns the error for the caller of the store. */
  public static <T> Future<T> answered(Throwable failure) {
    return Future.failedFuture(failure instanceof RedisFailure known ? known.answer() : failure);
  }

  ServiceException answer() {
    return fault.answer();
  }
}
