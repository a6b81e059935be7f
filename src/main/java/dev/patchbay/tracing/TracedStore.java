package dev.patchbay.tracing;

import dev.patchbay.call.Call;
import dev.patchbay.call.TransactionTally;
import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Transition;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span for each transaction, from its enqueueing to its end, with its counters.
 *
 * @param transactions the spans of running transactions
 */
record TracedStore(ResourceStore store, Tracer tracer, Map<Call, Span> transactions)
    implements ResourceStore {

  private static final int FAILURES_OF_THE_SERVICE = 500;

  @Override
  public Future<Optional<Resource>> find(ResourceId id) {
    return store.find(id);
  }

  @Override
  public Future<Page> list(ResourceCollection collection, PageRequest request) {
    return store.list(collection, request);
  }

  /** Reads of change logs have spans of their round trips only. */
  @Override
  public List<Future<ChangesPage>> changes(List<ChangesRequest> requests) {
    return store.changes(requests);
  }

  @Override
  public Future<ChangesPage> changes(ChangesRequest request) {
    return store.changes(request);
  }

  @Override
  public Future<ChangeId> newestChange(ResourceId api) {
    return store.newestChange(api);
  }

  @Override
  public <R> Future<R> commit(Transition<R> transition) {
    return Spans.current()
        .map(parent -> commitWithin(parent, ContextInternal.current(), transition))
        .orElseGet(() -> store.commit(transition));
  }

  /** The result arrives in the context of the request, also where its batch had other requests. */
  private <R> Future<R> commitWithin(Span parent, ContextInternal own, Transition<R> transition) {
    Span span = Spans.childOf(parent, tracer, "transaction").startSpan();
    Call call = transition.call().observedBy(tally -> describe(span, tally));
    transactions.put(call, span);
    Promise<R> outcome = own.promise();
    Future.succeededFuture()
        .compose(begun -> store.commit(transition.onBehalfOf(call)))
        .onComplete(
            (result, failure) -> {
              transactions.remove(call);
              end(span, failure);
              outcome.complete(result, failure);
            });
    return outcome.future();
  }

  private static void describe(Span span, TransactionTally tally) {
    span.setAttribute("patchbay.attempts", tally.attempts());
    span.setAttribute("patchbay.lost_races", tally.lostRaces());
    span.setAttribute("patchbay.round_trips", tally.roundTrips());
  }

  private static void end(Span span, @Nullable Throwable failure) {
    if (failure instanceof ServiceException refusal) {
      span.setAttribute("error.type", refusal.code().shape());
    } else if (failure != null) {
      span.setAttribute("error.type", failure.getClass().getName());
    }
    boolean refused =
        failure instanceof ServiceException refusal
            && refusal.code().status() < FAILURES_OF_THE_SERVICE;
    if (failure != null && !refused) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
