package dev.patchbay.gateway.httpapi;

import dev.patchbay.auth.RequestHead;
import dev.patchbay.gateway.event.GatewayTracer;
import dev.patchbay.gateway.event.GatewayTracer.HttpSpan;
import dev.patchbay.gateway.event.GuardedTracer;
import dev.patchbay.gateway.event.RequestIds;
import dev.patchbay.gateway.event.RequestParameters;
import dev.patchbay.gateway.execution.EventObserver;
import dev.patchbay.gateway.execution.GuardedObserver;
import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.gateway.http.HttpAddress;
import dev.patchbay.gateway.http.HttpAnswer;
import dev.patchbay.gateway.http.RequestBodies;
import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.gateway.route.ApiSnapshots;
import dev.patchbay.gateway.route.HttpApi;
import dev.patchbay.gateway.route.ReadCache;
import dev.patchbay.gateway.route.StageNames;
import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Answers the requests of clients to the stages of HTTP APIs. Belongs to one event loop. */
public final class HttpApiRequests {

  private static final int BODY_BYTES_MAX = Limit.HTTP_API_BODY.intValue();

  /** A request takes as much beside its body. */
  private static final int BYTES_OF_EACH = 1024;

  private final ApiSnapshots snapshots;
  private final ReadCache<String, Set<String>> stages;
  private final HttpApiExecution execution;
  private final PendingBytes pending;
  private final RequestBodies bodies;
  private final SentAnswers answers;
  private final RequestIds ids;
  private final EventObserver observer;
  private final GatewayTracer tracer;
  private final InstantSource clock;
  private final LongSupplier nanoClock;

  /**
   * The requests of one event loop.
   *
   * @param draining whether clients should connect to another replica
   */
  public HttpApiRequests(
      ApiSnapshots snapshots,
      StageNames stages,
      HttpApiParts parts,
      PendingBytes pending,
      RequestBodies bodies,
      RequestIds ids,
      EventObserver observer,
      GatewayTracer tracer,
      BooleanSupplier draining) {
    this.snapshots = snapshots;
    this.stages = new ReadCache<>((apiId, known) -> stages.find(apiId), parts.nanoClock());
    this.execution = parts.execution();
    this.pending = pending;
    this.bodies = bodies;
    this.answers = new SentAnswers(pending, draining);
    this.ids = ids;
    this.observer = new GuardedObserver(observer);
    this.tracer = new GuardedTracer(tracer);
    this.clock = parts.clock();
    this.nanoClock = parts.nanoClock();
  }

  /** Answers a request, whose body has not been read. */
  public void handle(HttpServerRequest request, HttpAddress address) {
    request.pause();
    long begunNanos = nanoClock.getAsLong();
    names(address)
        .onSuccess(
            names ->
                names.ifPresentOrElse(
                    known -> handle(request, address, known, begunNanos), () -> forbid(request)))
        .onFailure(failure -> HttpAnswer.unavailable(request));
  }

  /** No such HTTP API; the body is read and dropped. */
  private static void forbid(HttpServerRequest request) {
    HttpAnswer.forbid(request);
    request.resume();
  }

  /** A mapping names its stage. */
  private Future<Optional<Set<String>>> names(HttpAddress address) {
    return address.stage().isPresent()
        ? Future.succeededFuture(Optional.of(Set.of()))
        : stages.find(address.apiId());
  }

  private void handle(
      HttpServerRequest request, HttpAddress address, Set<String> names, long begunNanos) {
    Optional<StagePath> place = StagePath.select(address, names);
    if (place.isEmpty()) {
      answers.send(request, ids.nextRequest(), ApiAnswer.notFound("there is no such stage"));
      return;
    }
    snapshots
        .find(address.apiId(), place.get().stage())
        .onSuccess(found -> handle(request, address, place.get(), found, begunNanos))
        .onFailure(failure -> HttpAnswer.unavailable(request));
  }

  private void handle(
      HttpServerRequest request,
      HttpAddress address,
      StagePath place,
      Optional<ApiSnapshot> found,
      long begunNanos) {
    Optional<HttpApi> api = found.flatMap(ApiSnapshot::httpApi);
    if (found.isPresent() && api.isEmpty()) {
      forbid(request);
      return;
    }
    String requestId = ids.nextRequest();
    if (api.isEmpty() || !found.get().isReached(address.isCustom())) {
      answers.send(request, requestId, ApiAnswer.notFound("the stage serves nothing here"));
      return;
    }
    Optional<RequestPath> path = RequestPath.of(place.path());
    Optional<RequestParameters> parameters = parameters(request);
    if (path.isEmpty() || parameters.isEmpty()) {
      answers.send(request, requestId, ApiAnswer.badRequest("its path or its query is malformed"));
      return;
    }
    ApiRequest head =
        ApiRequest.of(
            request, address, place, path.get(), parameters.get(), requestId, clock.millis());
    run(request, found.get(), api.get(), head, begunNanos);
  }

  private Optional<RequestParameters> parameters(HttpServerRequest request) {
    try {
      return Optional.of(
          RequestParameters.of(request, ids.nextTrace(clock.instant().getEpochSecond())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void run(
      HttpServerRequest request,
      ApiSnapshot snapshot,
      HttpApi api,
      ApiRequest head,
      long begunNanos) {
    HttpSpan span =
        tracer.begin(
            new GatewayTracer.HttpRequest(
                head.method(), head.apiId(), head.stage(), head.requestId()),
            request.headers());
    RequestBodies.Body body = bodies.of(request, BODY_BYTES_MAX);
    Future<RequestEnd> ran =
        pending.take(BYTES_OF_EACH)
            ? execution
                .run(
                    snapshot,
                    api,
                    new HttpApiExecution.Arrived(head, wire(request), begunNanos, body::read, span))
                .onComplete(
                    ended -> {
                      body.release();
                      pending.give(BYTES_OF_EACH);
                    })
            : Future.succeededFuture(execution.ended(head, SentAnswers.noMemory()));
    ran.onSuccess(
        end -> {
          ApiAnswer sent = answers.send(request, head.requestId(), end.answer());
          span.end(end.routeKey(), sent.status(), sent.failure().map(ApiAnswer.Failure::message));
          observer.answered(
              end.with(sent).observed(snapshot.logs(), nanoClock.getAsLong() - begunNanos));
        });
  }

  private static RequestHead wire(HttpServerRequest request) {
    return new RequestHead(request.method().name(), request.uri(), request.headers().entries());
  }
}
