package dev.patchbay.gateway.execution;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.EvaluationWorkers;
import dev.patchbay.evaluation.EvaluationWorkers.OverloadedException;
import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.event.GatewayTracer;
import dev.patchbay.gateway.event.GatewayTracer.CallSpan;
import dev.patchbay.gateway.event.GatewayTracer.EventSpan;
import dev.patchbay.gateway.event.GuardedTracer;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.gateway.route.ApiSnapshots;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs events, each against the snapshot of its moment, and calls their backends. What is brief
 * runs on the event loop to which this belongs, and everything else on the workers.
 */
public final class EventRunner {

  /** An event loop decodes and encodes as many in less than a millisecond. */
  private static final int LOOP_BYTES_MAX = 64 * 1024;

  /** An event loop parses as much JSON in some ten microseconds. */
  private static final int BRIEF_BYTES_MAX = 2 * 1024;

  private final ApiSnapshots snapshots;
  private final EvaluationWorkers workers;
  private final Supplier<RouteExecution> execution;
  private final Integrations integrations;
  private final PendingBytes pending;
  private final EventObserver observer;
  private final GatewayTracer tracer;
  private final LongSupplier nanoClock;
  private final Context context;
  private volatile @Nullable RouteExecution loaded;

  /**
   * A runner of one event loop.
   *
   * @param execution asked on a worker, for to make the first one takes long
   * @param context on which outcomes arrive
   */
  public EventRunner(
      ApiSnapshots snapshots,
      EvaluationWorkers workers,
      Supplier<RouteExecution> execution,
      Integrations integrations,
      PendingBytes pending,
      EventObserver observer,
      GatewayTracer tracer,
      LongSupplier nanoClock,
      Context context) {
    this.snapshots = snapshots;
    this.workers = workers;
    this.execution = execution;
    this.integrations = integrations;
    this.pending = pending;
    this.observer = new GuardedObserver(observer);
    this.tracer = new GuardedTracer(tracer);
    this.nanoClock = nanoClock;
    this.context = context;
  }

  /**
   * Runs an event.
   *
   * @return empty where its stage or its deployment does not exist any more; never fails
   */
  public Future<Optional<Outcome>> run(RouteEvent event) {
    long begunNanos = nanoClock.getAsLong();
    EventSpan span = tracer.begin(event);
    if (!pending.take(PendingBytes.of(event.body()))) {
      Outcome refused = Outcome.failed(event, GatewayError.TOO_MANY_REQUESTS, "no memory is left");
      span.end(Optional.of(refused));
      return Future.succeededFuture(observed(event, refused, Optional.empty(), begunNanos));
    }
    return snapshot(event.connection())
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.<Outcome>empty())
                    : run(found.get(), event, span)
                        .otherwise(failure -> failed(event, failure))
                        .map(outcome -> observed(event, outcome, found, begunNanos)))
        .otherwise(failure -> observed(event, failed(event, failure), Optional.empty(), begunNanos))
        .map(
            outcome -> {
              pending.give(PendingBytes.of(event.body()));
              span.end(outcome);
              return outcome;
            });
  }

  private Future<Optional<ApiSnapshot>> snapshot(ClientConnection connection) {
    return Future.succeededFuture()
        .compose(now -> snapshots.find(connection.apiId(), connection.stage()));
  }

  /** The outcome of a handshake that is refused before it runs. */
  public Outcome refused(ApiSnapshot snapshot, RouteEvent event, Throwable refusal) {
    Outcome outcome =
        refusal instanceof AccessRefusedException known ? known.outcome() : failed(event, refusal);
    tracer.begin(event).end(Optional.of(outcome));
    observer.ran(new RanEvent(event, outcome, Optional.of(snapshot.logs()), 0));
    return outcome;
  }

  private Optional<Outcome> observed(
      RouteEvent event, Outcome outcome, Optional<ApiSnapshot> snapshot, long begunNanos) {
    observer.ran(
        new RanEvent(
            event, outcome, snapshot.map(ApiSnapshot::logs), nanoClock.getAsLong() - begunNanos));
    return Optional.of(outcome);
  }

  private Future<Outcome> run(ApiSnapshot snapshot, RouteEvent event, EventSpan span) {
    Admission admission = new Admission();
    return evaluate(event.body().length(), parts -> parts.begin(snapshot, event, admission))
        .compose(step -> step.apply(Future::succeededFuture, call -> call(call, span)));
  }

  private Future<Outcome> call(IntegrationCall call, EventSpan event) {
    CallSpan span = event.calling(call.integration().integration().type());
    return integrations
        .call(call.traced(span.headers()))
        .onSuccess(reply -> span.replied(reply.statusCode()))
        .onFailure(span::failed)
        .compose(
            reply -> finish(call, reply),
            failure -> Future.succeededFuture(RouteExecution.failed(call, failure)));
  }

  private Future<Outcome> finish(IntegrationCall call, BackendReply reply) {
    int bytes = reply.body().size();
    if (!pending.take(bytes)) {
      return Future.succeededFuture(
          RouteExecution.failed(
              call,
              new IntegrationException(
                  GatewayError.TOO_MANY_REQUESTS, "no memory is left for the reply")));
    }
    Future<Outcome> finished =
        call.isEvaluated() || bytes > LOOP_BYTES_MAX
            ? evaluate(bytes, parts -> parts.finish(call, reply))
            : Future.succeededFuture().map(now -> loaded().finish(call, reply));
    return finished.onComplete(ended -> pending.give(bytes));
  }

  /** Does what is brief here: to wake a worker and to be woken takes longer. */
  private <T> Future<T> evaluate(int bytes, Function<RouteExecution, T> work) {
    RouteExecution known = loaded;
    if (known == null || bytes > BRIEF_BYTES_MAX) {
      return onWorker(work);
    }
    try {
      return known
          .briefly(() -> work.apply(known))
          .map(Future::succeededFuture)
          .orElseGet(() -> onWorker(work));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private <T> Future<T> onWorker(Function<RouteExecution, T> work) {
    return Future.fromCompletionStage(workers.submit(() -> work.apply(loaded())), context);
  }

  private RouteExecution loaded() {
    RouteExecution known = loaded;
    if (known == null) {
      known = execution.get();
      loaded = known;
    }
    return known;
  }

  private static Outcome failed(RouteEvent event, Throwable failure) {
    GatewayError error =
        failure instanceof OverloadedException
            ? GatewayError.TOO_MANY_REQUESTS
            : GatewayError.INTERNAL;
    return Outcome.failed(event, error, String.valueOf(failure.getMessage()));
  }
}
