package dev.patchbay.http;

import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ChangeService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the changes that subscribers have not seen, and sends them. One read serves all subscribers
 * at the same position. Belongs to one event loop.
 */
final class SubscriberReads {

  /**
   * At half a kilobyte each, the changes of one read stay within the buffers of one subscriber. The
   * store serves the reads of all subscribers in their order and a bounded number of changes at
   * once, so that subscribers that are behind take turns.
   */
  private static final int CHANGES_IN_READ_MAX = 100;

  /**
   * A subscriber that is not behind has few new changes; the rest of a burst is read right after.
   */
  private static final int NEW_CHANGES_IN_READ_MAX = 10;

  /** A subscriber that is behind is read for again soon; other requests have a turn before. */
  static final long BEHIND_PAUSE_MILLIS = 5;

  private final Vertx vertx;
  private final ChangeService service;
  private final Subscribers subscribers;
  private final StreamLookups lookups;
  private final EventDelivery delivery;
  private final Set<Subscriber> reading = new HashSet<>();
  private boolean behindSoon;

  SubscriberReads(
      Vertx vertx, ChangeService service, Subscribers subscribers, StreamLookups lookups) {
    this.vertx = vertx;
    this.service = service;
    this.subscribers = subscribers;
    this.lookups = lookups;
    this.delivery =
        new EventDelivery(
            Limit.EVENTS_OF_TURN.value(), turn -> vertx.runOnContext(begun -> turn.run()));
  }

  /** Reads for these subscribers; a subscriber whose last read is running is passed over. */
  void read(List<Subscriber> ready) {
    Map<ChangesRequest, List<Subscriber>> positions = new LinkedHashMap<>();
    for (Subscriber subscriber : ready) {
      if (reading.add(subscriber)) {
        positions
            .computeIfAbsent(
                subscriber.request(NEW_CHANGES_IN_READ_MAX, CHANGES_IN_READ_MAX),
                none -> new ArrayList<>())
            .add(subscriber);
      }
    }
    List<ChangesRequest> requests = List.copyOf(positions.keySet());
    List<Future<ChangesPage>> pages = pages(requests);
    for (int i = 0; i < requests.size(); i++) {
      ResourceId api = requests.get(i).root();
      List<Subscriber> there = positions.getOrDefault(requests.get(i), List.of());
      pages
          .get(i)
          .compose(page -> serve(api, page, there))
          .recover(failure -> Future.succeededFuture(failed(failure, there)))
          .onSuccess(
              more -> {
                there.forEach(reading::remove);
                there.forEach(subscriber -> subscriber.setBehind(more));
                if (more) {
                  readForSubscribersBehindSoon();
                }
              });
    }
  }

  /**
   * An exception counts as a failure of all reads, for their subscribers take part in later ones.
   */
  private List<Future<ChangesPage>> pages(List<ChangesRequest> requests) {
    try {
      return service.follow(requests);
    } catch (RuntimeException e) {
      return Collections.nCopies(requests.size(), Future.failedFuture(e));
    }
  }

  /** Reads between the rounds; subscribers that are not behind wait for the next round. */
  private void readForSubscribersBehindSoon() {
    if (!behindSoon) {
      behindSoon = true;
      vertx.setTimer(
          BEHIND_PAUSE_MILLIS,
          due -> {
            behindSoon = false;
            read(
                subscribers.all().stream()
                    .filter(Subscriber::isBehind)
                    .filter(Subscriber::isReady)
                    .toList());
          });
    }
  }

  /** Whether there is more to read. */
  private Future<Boolean> serve(ResourceId api, ChangesPage page, List<Subscriber> there) {
    if (page.gap()) {
      return lookups
          .run(() -> service.newest(api))
          .map(
              newest -> {
                present(there)
                    .forEach(
                        each -> subscribers.serve(each, one -> one.sendPosition("gap", newest)));
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
      subscribers.serve(subscriber, each -> each.send(events));
      if (ended) {
        subscribers.end(subscriber);
      }
    }
  }

  private List<Subscriber> present(List<Subscriber> there) {
    return there.stream().filter(subscribers::contains).toList();
  }

  /** Keeps the streams during an outage of Redis; another failure would repeat and ends them. */
  private boolean failed(Throwable failure, List<Subscriber> there) {
    boolean passes =
        failure instanceof ServiceException known && known.code() == ErrorCode.SERVICE_UNAVAILABLE;
    if (!passes) {
      present(there).forEach(subscribers::end);
    }
    return false;
  }
}
