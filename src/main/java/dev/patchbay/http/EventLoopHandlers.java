package dev.patchbay.http;

import dev.patchbay.model.Limit;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;

/** The handlers of one event loop, from the connection to the operations, wired to each other. */
final class EventLoopHandlers {

  /** An entry takes some 200 bytes. */
  private static final int LARGE_KNOWN_MAX = 4_096;

  private final ConnectionLimits connections;
  private final RequestDeadlines deadlines;
  private final Drain drain;
  private final ChangeFeed feed;
  private final InvalidRequestHandler invalidRequests;
  private final Router router;

  EventLoopHandlers(Vertx vertx, ControlPlaneComponents shared, ControlPlaneLoopComponents parts) {
    AnswerStamp stamp = new AnswerStamp();
    RequestInstrumentation instrumentation =
        new RequestInstrumentation(shared.metrics().requests(), new AccessLog(shared.sampling()));
    invalidRequests = new InvalidRequestHandler(stamp, instrumentation);
    deadlines = new RequestDeadlines(Limit.REQUEST_TIME.value(), shared.nanoClock());
    deadlines.watch(vertx);
    connections =
        new ConnectionLimits(
            shared.connectionsMax(),
            Limit.FIRST_REQUEST_TIME.value(),
            Limit.NEXT_REQUEST_TIME.value(),
            shared.metrics()::connectionsChanged,
            shared.nanoClock());
    connections.watch(vertx);
    drain = new Drain(connections, deadlines);
    AnswerWriter answers = AnswerWriter.withLimits(shared.eventLoops());
    answers.watch(vertx);
    feed =
        new ChangeFeed(
            vertx,
            parts.changes(),
            ChangeFeed.Limits.DEFAULT,
            connections::requested,
            System::nanoTime);
    LargeResources large =
        new LargeResources(
            Limit.LARGE_ANSWERS.intValue() / shared.eventLoops(),
            AnswerWriter.SMALL_BYTES_MAX,
            LARGE_KNOWN_MAX,
            Limit.LARGE_WAITING.intValue());
    RequestChecks checks =
        new RequestChecks(
            new BodyReader(
                shared.bodyBytesMax(),
                Limit.UNPROVED_BODIES.value() / shared.eventLoops(),
                Limit.BODIES_IN_FLIGHT.value() / shared.eventLoops()),
            connections,
            shared.verifier(),
            shared.anyone(),
            parts.limiter(),
            shared.limit());
    router =
        ResourceRouter.create(
            vertx,
            shared.types(),
            new OperationWorks(shared, parts, large),
            stamp,
            deadlines,
            checks,
            new ChangeRoutes(checks, parts.changes(), feed, answers),
            answers,
            new ServiceDocuments(shared.types(), shared.schemas(), shared.console().isPresent()),
            shared.console().map(ConsoleRoutes::new),
            instrumentation,
            shared.trace());
  }

  /** Handles the connections and requests of a server, and returns it. */
  HttpServer handle(HttpServer server) {
    return server
        .connectionHandler(
            connection -> {
              connections.opened(connection);
              ConnectionInput.watch(connection, deadlines);
            })
        .invalidRequestHandler(invalidRequests)
        .requestHandler(
            request -> {
              connections.requested(request.connection());
              drain.requested(request);
              router.handle(request);
            });
  }

  /** Begins to drain: it still serves, but each answer is the last one of its connection. */
  void drain() {
    drain.begin();
  }

  /** Ends all streams of changes. */
  void close() {
    feed.close();
  }
}
