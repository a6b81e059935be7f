package dev.patchbay.http;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ChangeService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Sends changes to subscribers. All subscribers of one event loop are served in rounds: one read
 * serves all subscribers at the same position. A round does not wait for the reads of the one
 * before: a subscriber whose read is under way is passed over, so that a server of Redis that is
 * slow delays no events of others. Nothing is kept for a subscriber but its place, so a slow
 * subscriber costs nothing; it is passed over while its last events are not sent. Belongs to one
 * event loop.
 */
final class ChangeFeed {

  /**
   * The limits of the subscribers of one event loop.
   *
   * @param subscribersMax each takes part in every round, and up to some 100 kilobytes of buffers
   * @param pauseMillis between two rounds; half of it is what a change is late on average
   * @param heartbeatMillis of silence, then there is a sign of life: proxies and this server end
   *     connections that are silent for a minute
   * @param stallMillisMax how long what was sent may stay unread before the subscriber is cut off
   * @param streamMillisMax then a stream ends and its subscriber comes back: perhaps to a replica
   *     with fewer of them, and surely not with credentials that were withdrawn
   */
  record Limits(
      int subscribersMax,
      long pauseMillis,
      long heartbeatMillis,
      long stallMillisMax,
      long streamMillisMax) {

    static final Limits USUAL =
        new Limits(Limit.SUBSCRIBERS.intValue(), 250, 15_000, 30_000, 900_000);
  }

  /**
   * At half a kilobyte each, what one read brings stays within what one subscriber may hold. The
   * store takes the reads of all subscribers in the order in which they come and a bounded number
   * of changes at once, so that subscribers who are behind take turns.
   */
  private static final int CHANGES_IN_READ_MAX = 100;

  /**
   * A subscriber that is not behind has few new changes; the rest of a burst is read right after.
   */
  private static final int NEW_CHANGES_IN_READ_MAX = 10;

  /**
   * Streams begin with reads of their own, and hundreds may begin at once after a restart. So many
   * at a time leave the connections to ordinary requests.
   */
  private static final int LOOKUPS_MAX = Limit.STREAM_LOOKUPS.intValue();

  /** Who is behind is read for again at once, but never without a breath for the others. */
  private static final long BEHIND_PAUSE_MILLIS = 5;

  private final Vertx vertx;
  private final ChangeService service;
  private final Limits limits;
  private final Consumer<HttpConnection> inUse;
  private final LongSupplier nanoClock;
  private final EventDelivery delivery;
  private final Set<Subscriber> subscribers = new LinkedHashSet<>();
  private final Set<Subscriber> reading = new HashSet<>();
  private final Deque<Runnable> lookupsWaiting = new ArrayDeque<>();
  private int lookups;
  private boolean behindSoon;
  private boolean inRounds;
  private boolean closed;

  /**
   * A feed for the subscribers of one event loop.
   *
   * @param inUse told of a connection whenever something is sent on it
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   */
  ChangeFeed(
      Vertx vertx,
      ChangeService service,
      Limits limits,
      Consumer<HttpConnection> inUse,
      LongSupplier nanoClock) {
    this.vertx = vertx;
    this.service = service;
    this.limits = limits;
    this.inUse = inUse;
    this.nanoClock = nanoClock;
    this.delivery =
        new EventDelivery(
            Limit.EVENTS_OF_TURN.value(), turn -> vertx.runOnContext(begun -> turn.run()));
  }

  /**
   * To be asked before anything is read for a new subscriber.
   *
   * @throws ServiceException SERVICE_UNAVAILABLE: another replica, or this one later, has room
   */
  void checkRoom() {
    if (closed || subscribers.size() >= limits.subscribersMax()) {
      throw new ServiceException(
          ErrorCode.SERVICE_UNAVAILABLE,
          closed ? "The service is about to stop." : "Too many follow changes here already.");
    }
  }

  /**
   * Reads what is needed before a stream can begin, or go on behind a gap; some wait for others.
   *
   * @throws ServiceException SERVICE_UNAVAILABLE where so many wait that there would be no room
   */
  <T> Future<T> lookUp(Supplier<Future<T>> lookup) {
    if (lookupsWaiting.size() >= limits.subscribersMax()) {
      throw new ServiceException(
          ErrorCode.SERVICE_UNAVAILABLE, "Too many begin to follow at once.");
    }
    Promise<T> found = Promise.promise();
    Runnable begin =
        () -> {
          lookups++;
          Future.succeededFuture()
              .compose(begun -> lookup.get())
              .onComplete(
                  (result, failure) -> {
                    lookups--;
                    Runnable next = lookupsWaiting.poll();
                    if (next != null) {
                      next.run();
                    }
                    found.complete(result, failure);
                  });
        };
    if (lookups < LOOKUPS_MAX) {
      begin.run();
    } else {
      lookupsWaiting.add(begin);
    }
    return found.future();
  }

  /** Begins a stream at a place that its subscriber does not know yet; refuses as above. */
  Subscriber followFrom(ResourceId api, ChangeId newest, RoutingContext context) {
    Subscriber subscriber = followAfter(api, newest, context);
    subscriber.place("position", newest);
    return subscriber;
  }

  /** Begins a stream after a change that its subscriber has seen; refuses as above. */
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
      vertx.setTimer(BEHIND_PAUSE_MILLIS, begun -> round());
    }
    return subscriber;
  }

  /** Ends all streams, so that their subscribers go elsewhere, and begins no more. */
  void close() {
    closed = true;
    List.copyOf(subscribers).forEach(this::end);
  }

  private void end(Subscriber subscriber) {
    subscribers.remove(subscriber);
    subscriber.end();
  }

  private void round() {
    List<Subscriber> ready = new ArrayList<>();
    for (Subscriber subscriber : List.copyOf(subscribers)) {
      if (subscriber.isStalled(limits.stallMillisMax())) {
        subscribers.remove(subscriber);
        subscriber.cutOff();
      } else if (subscriber.isOlderThan(limits.streamMillisMax())) {
        end(subscriber);
      } else if (subscriber.isReady()) {
        subscriber.heartbeat(limits.heartbeatMillis());
        ready.add(subscriber);
      }
    }
    if (subscribers.isEmpty()) {
      inRounds = false;
      return;
    }
    vertx.setTimer(limits.pauseMillis(), due -> round());
    read(ready);
  }

  /** Reads between the rounds; subscribers that are not behind wait for the next round. */
  private void readForThoseBehindSoon() {
    if (!behindSoon) {
      behindSoon = true;
      vertx.setTimer(
          BEHIND_PAUSE_MILLIS,
          due -> {
            behindSoon = false;
            read(
                subscribers.stream()
                    .filter(Subscriber::isBehind)
                    .filter(Subscriber::isReady)
                    .toList());
          });
    }
  }

  private void read(List<Subscriber> ready) {
    Map<ChangesRequest, List<Subscriber>> places = new LinkedHashMap<>();
    for (Subscriber subscriber : ready) {
      if (reading.add(subscriber)) {
        places
            .computeIfAbsent(
                subscriber.request(NEW_CHANGES_IN_READ_MAX, CHANGES_IN_READ_MAX),
                none -> new ArrayList<>())
            .add(subscriber);
      }
    }
    List<ChangesRequest> requests = List.copyOf(places.keySet());
    List<Future<ChangesPage>> pages = service.follow(requests);
    for (int i = 0; i < requests.size(); i++) {
      ResourceId api = requests.get(i).root();
      List<Subscriber> there = places.getOrDefault(requests.get(i), List.of());
      pages
          .get(i)
          .compose(page -> serve(api, page, there))
          .recover(failure -> Future.succeededFuture(failed(failure, there)))
          .onSuccess(
              more -> {
                there.forEach(reading::remove);
                there.forEach(subscriber -> subscriber.setBehind(more));
                if (more) {
                  readForThoseBehindSoon();
                }
              });
    }
  }

  /** Whether there is more to read. */
  private Future<Boolean> serve(ResourceId api, ChangesPage page, List<Subscriber> there) {
    if (page.gap()) {
      return lookUp(() -> service.newest(api))
          .map(
              newest -> {
                present(there).forEach(subscriber -> subscriber.place("gap", newest));
                return false;
              });
    }
    if (page.changes().isEmpty()) {
      return Future.succeededFuture(page.more());
    }
    boolean ended = page.changes().get(page.changes().size() - 1).change().endsRoot();
    ChangeEvents events = ChangeEvents.of(page.changes());
    return delivery
        .deliver(there, events.text().length(), subscriber -> send(events, subscriber, ended))
        .map(page.more());
  }

  private void send(ChangeEvents events, Subscriber subscriber, boolean ended) {
    if (subscribers.contains(subscriber)) {
      subscriber.send(events);
      if (ended) {
        end(subscriber);
      }
    }
  }

  private List<Subscriber> present(List<Subscriber> there) {
    return there.stream().filter(subscribers::contains).toList();
  }

  /**
   * While Redis is away subscribers wait with us; what cannot be read again and again is the end.
   */
  private boolean failed(Throwable failure, List<Subscriber> there) {
    boolean passes =
        failure instanceof ServiceException known && known.code() == ErrorCode.SERVICE_UNAVAILABLE;
    if (!passes) {
      present(there).forEach(this::end);
    }
    return false;
  }
}
