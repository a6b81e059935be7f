package dev.patchbay.http;

import dev.patchbay.auth.Caller;
import dev.patchbay.call.Call;
import dev.patchbay.call.TransactionTally;
import dev.patchbay.model.Operation;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operation, the caller and the call of one request, for its metrics and its access log.
 * Belongs to one event loop.
 *
 * <p>It is mutable, because the access log also reports a request that an early step of the handler
 * chain refused: router, authentication and operation each record one fact, once and in this order.
 */
final class RequestContext {

  private static final String KEY = RequestContext.class.getName();

  private final long begunNanos = System.nanoTime();
  private @Nullable Operation operation;
  private List<String> identifiers = List.of();
  private @Nullable Caller caller;
  private boolean signed;
  private @Nullable Call call;
  private TransactionTally tally = TransactionTally.NONE;

  /** Begins the context of a request; {@link #of} returns it. */
  static RequestContext begin(RoutingContext context) {
    RequestContext requestContext = new RequestContext();
    context.put(KEY, requestContext);
    return requestContext;
  }

  /** Returns the context that was begun before. */
  static RequestContext of(RoutingContext context) {
    return context.get(KEY);
  }

  /** Returns null for a request to the management port, which has no context. */
  static @Nullable RequestContext find(RoutingContext context) {
    return context.get(KEY);
  }

  /**
   * Records the route of the request.
   *
   * @param inPath the identifiers in the path, one for each label of the operation
   */
  void routedTo(Operation known, String... inPath) {
    operation = known;
    identifiers = List.of(inPath);
  }

  /**
   * Records the caller.
   *
   * @param bySignature whether a valid signature proves it
   */
  void authenticatedAs(Caller known, boolean bySignature) {
    caller = known;
    signed = bySignature;
  }

  /** Starts the operation, and counts the attempts and round trips of its transactions. */
  Call start(Call.Author author, Future<?> admission) {
    call = new Call(author, admission, taken -> tally = tally.plus(taken));
    return call;
  }

  long nanos() {
    return System.nanoTime() - begunNanos;
  }

  /** Null for a request that names no operation. */
  @Nullable Operation operation() {
    return operation;
  }

  /** The identifiers in the path, outermost first. */
  List<String> identifiers() {
    return identifiers;
  }

  /** Null for a request that was refused before its caller was known. */
  @Nullable Caller caller() {
    return caller;
  }

  boolean isSigned() {
    return signed;
  }

  /** Null for a request that was refused by a check. */
  @Nullable Call call() {
    return call;
  }

  /** Returns the counts of its transactions that have ended. */
  TransactionTally tally() {
    return tally;
  }
}
