package dev.patchbay.http;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ChangeService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Sends changes to subscribers, in rounds. A round does not wait for the reads of the round before:
 * a subscriber whose read is running is passed over, so that a slow server of Redis delays no
 * events of others. The feed stores only the position of a subscriber, so a slow subscriber takes
 * no memory; it is passed over while its last events are unsent. Belongs to one event loop.
 */
final class ChangeFeed {

  /**
   * The limits of the subscribers of one event loop.
   *
   * @param subscribersMax each takes part in every round, and has up to 100 kilobytes of buffers
   * @param pauseMillis between two rounds; a change is late by half of it on average
   * @param heartbeatMillis without events, after which a comment is sent: proxies and this server
   *     close connections that are idle for a minute
   * @param stallMillisMax how long sent events may stay unread before the subscriber is cut off
   * @param streamMillisMax after which a stream ends and its subscriber connects again: perhaps to
   *     a replica with fewer subscribers, and never with withdrawn credentials
   */
  record Limits(
      int subscribersMax,
      long pauseMillis,
      long heartbeatMillis,
      long stallMillisMax,
      long streamMillisMax) {

    static final Limits DEFAULT =
        new Limits(
            Limit.SUBSCRIBERS.intValue(),
            250,
            15_000,
            Limit.STREAM_STALL.value(),
            Limit.STREAM_TIME.value());
  }

  private final Vertx vertx;
  private final Limits limits;
  private final Consumer<HttpConnection> inUse;
  private final LongSupplier nanoClock;
  private final Subscribers subscribers;
  private final StreamLookups lookups;
  private final SubscriberReads reads;
  private boolean inRounds;

  /**
   * A feed for the subscribers of one event loop.
   *
   * @param inUse called with a connection whenever something is sent on it
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   */
  ChangeFeed(
      Vertx vertx,
      ChangeService service,
      Limits limits,
      Consumer<HttpConnection> inUse,
      LongSupplier nanoClock) {
    this.vertx = vertx;
    this.limits = limits;
    this.inUse = inUse;
    this.nanoClock = nanoClock;
    this.subscribers = new Subscribers(limits.subscribersMax());
    this.lookups = new StreamLookups(Limit.STREAM_LOOKUPS.intValue(), limits.subscribersMax());
    this.reads = new SubscriberReads(vertx, service, subscribers, lookups);
  }

  /**
   * Checks, before anything is read for a new subscriber, that another one fits.
   *
   * @throws ServiceException SERVICE_UNAVAILABLE: another replica, or this one later, has room
   */
  void checkRoom() {
    subscribers.checkRoom();
  }

  /**
   * Runs a read that a stream needs before it can begin; a bounded number run at once.
   *
   * @throws ServiceException SERVICE_UNAVAILABLE when so many wait that there would be no room
   */
  <T> Future<T> lookUp(Supplier<Future<T>> lookup) {
    return lookups.run(lookup);
  }

  /** Begins a stream at a position that it sends first; refuses as {@link #checkRoom}. */
  Subscriber followFrom(ResourceId api, ChangeId newest, RoutingContext context) {
    Subscriber subscriber = followAfter(api, newest, context);
    subscriber.sendPosition("position", newest);
    return subscriber;
  }

  /** Begins a stream after a change that its subscriber has seen; refuses as {@link #checkRoom}. */
  Subscriber followAfter(ResourceId api, ChangeId after, RoutingContext context) {
    checkRoom();
    Subscriber subscriber =
        new Subscriber(
            api,
            after,
            context.request(),
            () -> inUse.accept(context.request().connection()),
            nanoClock);
    if (context.response().closed()) {
      return subscriber;
    }
    subscribers.add(subscriber);
    context.addEndHandler(gone -> subscribers.remove(subscriber));
    subscriber.begin();
    if (!inRounds) {
      inRounds = true;
      vertx.setTimer(SubscriberReads.BEHIND_PAUSE_MILLIS, begun -> round());
    }
    return subscriber;
  }

  /** Ends all streams, so that their subscribers connect to another replica, and begins no more. */
  void close() {
    subscribers.close();
  }

  private void round() {
    if (subscribers.isEmpty()) {
      inRounds = false;
      return;
    }
    vertx.setTimer(limits.pauseMillis(), due -> round());
    List<Subscriber> ready = new ArrayList<>();
    for (Subscriber subscriber : subscribers.all()) {
      subscribers.serve(subscriber, each -> look(each, ready));
    }
    reads.read(ready);
  }

  private void look(Subscriber subscriber, List<Subscriber> ready) {
    if (subscriber.isStalled(limits.stallMillisMax())) {
      subscribers.cutOff(subscriber);
    } else if (subscriber.isOlderThan(limits.streamMillisMax())) {
      subscribers.end(subscriber);
    } else if (subscriber.isReady()) {
      subscriber.heartbeat(limits.heartbeatMillis());
      ready.add(subscriber);
    }
  }
}
