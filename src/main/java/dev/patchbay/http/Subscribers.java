package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The subscribers with an open stream, a bounded number. Belongs to one event loop. */
final class Subscribers {

  private static final Logger LOG = LoggerFactory.getLogger(Subscribers.class);

  private final int subscribersMax;
  private final Set<Subscriber> open = new LinkedHashSet<>();
  private boolean closed;

  Subscribers(int subscribersMax) {
    this.subscribersMax = subscribersMax;
  }

  /**
   * Checks that another one fits.
   *
   * @throws ServiceException SERVICE_UNAVAILABLE: another replica, or this one later, has room
   */
  void checkRoom() {
    if (closed || open.size() >= subscribersMax) {
      throw new ServiceException(
          ErrorCode.SERVICE_UNAVAILABLE,
          closed ? "The service is about to stop." : "Too many follow changes here already.");
    }
  }

  void add(Subscriber subscriber) {
    open.add(subscriber);
  }

  void remove(Subscriber subscriber) {
    open.remove(subscriber);
  }

  boolean contains(Subscriber subscriber) {
    return open.contains(subscriber);
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  List<Subscriber> all() {
    return List.copyOf(open);
  }

  /** Runs work for one stream; an exception ends that stream alone. */
  void serve(Subscriber subscriber, Consumer<Subscriber> work) {
    try {
      work.accept(subscriber);
    } catch (RuntimeException e) {
      LOG.error("A stream of changes failed", e);
      cutOff(subscriber);
    }
  }

  void end(Subscriber subscriber) {
    open.remove(subscriber);
    serve(subscriber, Subscriber::end);
  }

  void cutOff(Subscriber subscriber) {
    open.remove(subscriber);
    subscriber.cutOff();
  }

  /** Ends all streams, so that their subscribers connect to another replica, and takes no more. */
  void close() {
    closed = true;
    all().forEach(this::end);
  }
}
