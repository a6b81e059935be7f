package dev.patchbay.http;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.ResourceId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One stream of events, and its position. Belongs to one event loop. */
final class Subscriber {

  /** Some hundred changes; beyond this, no more changes are read for it. */
  private static final int UNSENT_BYTES_MAX = 64 * 1024;

  private static final Buffer HEARTBEAT = Buffer.buffer(": still here\n\n");

  /** The delay before a client reconnects, in milliseconds. */
  private static final Buffer RETRY = Buffer.buffer("retry: 1000\n\n");

  private final ResourceId api;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Runnable inUse;
  private final LongSupplier nanoClock;
  private final long begunNanos;
  private ChangeId after;
  private boolean behind;
  private long lastReadyNanos;
  private long lastSentNanos;

  /**
   * A stream that has not begun.
   *
   * @param inUse called whenever something is sent
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   */
  Subscriber(
      ResourceId api,
      ChangeId after,
      HttpServerRequest request,
      Runnable inUse,
      LongSupplier nanoClock) {
    this.api = api;
    this.after = after;
    this.request = request;
    this.response = request.response();
    this.inUse = inUse;
    this.nanoClock = nanoClock;
    this.begunNanos = nanoClock.getAsLong();
    this.lastReadyNanos = begunNanos;
    this.lastSentNanos = begunNanos;
  }

  /** Sends the head of the answer. */
  void begin() {
    response
        .setChunked(true)
        .setWriteQueueMaxSize(UNSENT_BYTES_MAX)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    write(RETRY);
  }

  /**
   * Returns the request for the changes after its position.
   *
   * @param changesMax for a subscriber that is not known to be behind
   * @param changesMaxBehind for a subscriber that is behind
   */
  ChangesRequest request(int changesMax, int changesMaxBehind) {
    return new ChangesRequest(api, after, behind ? changesMaxBehind : changesMax);
  }

  /** Whether there are known changes that it was not sent. */
  boolean isBehind() {
    return behind;
  }

  void setBehind(boolean more) {
    behind = more;
  }

  void sendPosition(String event, ChangeId position) {
    send(ChangeEvents.position(event, position));
  }

  void send(ChangeEvents events) {
    after = events.last();
    write(events.text());
  }

  void heartbeat(long silenceMillisMax) {
    if (isPast(lastSentNanos, silenceMillisMax)) {
      write(HEARTBEAT);
    }
  }

  private void write(Buffer text) {
    lastSentNanos = nanoClock.getAsLong();
    inUse.run();
    response.write(text);
  }

  /** Whether it can take more. */
  boolean isReady() {
    return !response.writeQueueFull();
  }

  /** Whether sent events have been unread for too long. */
  boolean isStalled(long millisMax) {
    if (isReady()) {
      lastReadyNanos = nanoClock.getAsLong();
    }
    return isPast(lastReadyNanos, millisMax);
  }

  boolean isOlderThan(long millisMax) {
    return isPast(begunNanos, millisMax);
  }

  private boolean isPast(long nanos, long millisMax) {
    return nanoClock.getAsLong() - nanos > TimeUnit.MILLISECONDS.toNanos(millisMax);
  }

  void end() {
    response.end();
  }

  /** Ends the stream at once; over HTTP/1.1 with its connection, whose unsent bytes are dropped. */
  void cutOff() {
    if (request.version() == HttpVersion.HTTP_2) {
      response.reset();
    } else {
      Connections.closeNow(request.connection());
    }
  }
}
