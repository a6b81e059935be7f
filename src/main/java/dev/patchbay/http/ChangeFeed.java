package dev.patchbay.http;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ChangeService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Feeds those who follow changes. All followers of one event loop are served in rounds: what each
 * has not seen yet is read together, one read for all followers who are at the same place, and on
 * one connection. Nothing is kept for a follower but its place, so who reads slowly costs nothing;
 * it is passed over while its last events are not sent. Belongs to one event loop.
 */
final class ChangeFeed {

  /**
   * What the followers of one event loop may do and how long.
   *
   * @param followersMax each takes part in every round, and up to some 100 kilobytes of buffers
   * @param pauseMillis between two rounds; half of it is what a change is late on average
   * @param heartbeatMillis of silence, then there is a sign of life: proxies and this server end
   *     connections that are silent for a minute
   * @param stallMillisMax how long what was sent may stay unread before the follower is cut off
   * @param streamMillisMax then a stream ends and its follower comes back: perhaps to a replica
   *     with fewer of them, and surely not with credentials that were withdrawn
   */
  record Limits(
      int followersMax,
      long pauseMillis,
      long heartbeatMillis,
      long stallMillisMax,
      long streamMillisMax) {

    static final Limits USUAL = new Limits(256, 250, 15_000, 30_000, 900_000);
  }

  /** At half a kilobyte each, what one read brings stays within what one follower may hold. */
  private static final int CHANGES_IN_READ_MAX = 100;

  /** Who is behind is read for again at once, but never without a breath for the others. */
  private static final long BEHIND_PAUSE_MILLIS = 5;

  private final Vertx vertx;
  private final ChangeService service;
  private final Limits limits;
  private final Consumer<HttpConnection> inUse;
  private final LongSupplier nanoClock;
  private final Set<Follower> followers = new LinkedHashSet<>();
  private boolean inRounds;
  private boolean closed;

  /**
   * Feeds the followers of one event loop.
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
  }

  /**
   * To be asked before anything is read for a new follower.
   *
   * @throws ServiceException SERVICE_UNAVAILABLE: another replica, or this one later, has room
   */
  void checkRoom() {
    if (closed || followers.size() >= limits.followersMax()) {
      throw new ServiceException(
          ErrorCode.SERVICE_UNAVAILABLE,
          closed ? "The service is about to stop." : "Too many follow changes here already.");
    }
  }

  /** Begins a stream at a place that its follower does not know yet; refuses as above. */
  Follower followFrom(ResourceId api, ChangeId newest, RoutingContext context) {
    Follower follower = followAfter(api, newest, context);
    follower.place("position", newest);
    return follower;
  }

  /** Begins a stream after a change that its follower has seen; refuses as above. */
  Follower followAfter(ResourceId api, ChangeId after, RoutingContext context) {
    checkRoom();
    Follower follower =
        new Follower(
            api,
            after,
            context.response(),
            () -> inUse.accept(context.request().connection()),
            nanoClock);
    if (context.response().closed()) {
      return follower;
    }
    followers.add(follower);
    context.addEndHandler(gone -> followers.remove(follower));
    follower.begin();
    if (!inRounds) {
      inRounds = true;
      vertx.setTimer(BEHIND_PAUSE_MILLIS, begun -> round());
    }
    return follower;
  }

  /** Ends all streams, so that their followers go elsewhere, and begins no more. */
  void close() {
    closed = true;
    List.copyOf(followers).forEach(this::end);
  }

  private void end(Follower follower) {
    followers.remove(follower);
    follower.end();
  }

  private void round() {
    Map<ChangesRequest, List<Follower>> places = new LinkedHashMap<>();
    for (Follower follower : List.copyOf(followers)) {
      if (follower.isStalled(limits.stallMillisMax())) {
        followers.remove(follower);
        follower.cutOff();
      } else if (follower.isOlderThan(limits.streamMillisMax())) {
        end(follower);
      } else if (follower.isReady()) {
        follower.heartbeat(limits.heartbeatMillis());
        places
            .computeIfAbsent(follower.request(CHANGES_IN_READ_MAX), none -> new ArrayList<>())
            .add(follower);
      }
    }
    if (followers.isEmpty()) {
      inRounds = false;
      return;
    }
    List<ChangesRequest> requests = List.copyOf(places.keySet());
    List<Future<ChangesPage>> pages = service.follow(requests);
    List<Future<Boolean>> served = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      ResourceId api = requests.get(i).api();
      List<Follower> there = places.getOrDefault(requests.get(i), List.of());
      served.add(
          pages
              .get(i)
              .compose(page -> serve(api, page, there))
              .recover(failure -> Future.succeededFuture(failed(failure, there))));
    }
    Future.join(served)
        .onComplete(
            done -> {
              boolean behind = served.stream().anyMatch(more -> more.result());
              vertx.setTimer(behind ? BEHIND_PAUSE_MILLIS : limits.pauseMillis(), t -> round());
            });
  }

  /** Whether there is more to read. */
  private Future<Boolean> serve(ResourceId api, ChangesPage page, List<Follower> there) {
    if (page.gap()) {
      return service
          .newest(api)
          .map(
              newest -> {
                present(there).forEach(follower -> follower.place("gap", newest));
                return false;
              });
    }
    if (!page.changes().isEmpty()) {
      boolean ended = page.changes().get(page.changes().size() - 1).change().endsApi();
      ChangeEvents events = ChangeEvents.of(page.changes());
      for (Follower follower : present(there)) {
        follower.send(events);
        if (ended) {
          end(follower);
        }
      }
    }
    return Future.succeededFuture(page.more());
  }

  private List<Follower> present(List<Follower> there) {
    return there.stream().filter(followers::contains).toList();
  }

  /** While Redis is away followers wait with us; what cannot be read again and again is the end. */
  private boolean failed(Throwable failure, List<Follower> there) {
    boolean passes =
        failure instanceof ServiceException known && known.code() == ErrorCode.SERVICE_UNAVAILABLE;
    if (!passes) {
      present(there).forEach(this::end);
    }
    return false;
  }
}
