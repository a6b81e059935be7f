package dev.patchbay.http;

import dev.patchbay.auth.Caller;
import dev.patchbay.call.Call;
import dev.patchbay.model.Operation;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one request; more and more until its end. Belongs to one event loop. */
final class RequestContext {

  private static final String KEY = RequestContext.class.getName();

  private final long begunNanos = System.nanoTime();
  private @Nullable Operation operation;
  private List<String> identifiers = List.of();
  private @Nullable Caller caller;
  private boolean signed;
  private @Nullable Call call;

  /** Begins one, to be found by {@link #of}. */
  static RequestContext begin(RoutingContext context) {
    RequestContext visit = new RequestContext();
    context.put(KEY, visit);
    return visit;
  }

  static RequestContext of(RoutingContext context) {
    return context.get(KEY);
  }

  /**
   * A route was found.
   *
   * @param inPath the identifiers in the path, one for each label of the operation
   */
  void wants(Operation known, String... inPath) {
    operation = known;
    identifiers = List.of(inPath);
  }

  /**
   * It is known who asks.
   *
   * @param bySignature whether that is proved
   */
  void madeBy(Caller known, boolean bySignature) {
    caller = known;
    signed = bySignature;
  }

  /** The operation is begun. */
  void served(Call begun) {
    call = begun;
  }

  long nanos() {
    return System.nanoTime() - begunNanos;
  }

  /** Null for what no operation is asked for. */
  @Nullable Operation operation() {
    return operation;
  }

  /** The identifiers in the path, outermost first. */
  List<String> identifiers() {
    return identifiers;
  }

  /** Null for a request that was turned away before that was known. */
  @Nullable Caller caller() {
    return caller;
  }

  boolean isSigned() {
    return signed;
  }

  /** Null for a request that was turned away at the door. */
  @Nullable Call call() {
    return call;
  }
}
