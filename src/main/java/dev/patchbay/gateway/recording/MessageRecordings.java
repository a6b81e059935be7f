package dev.patchbay.gateway.recording;

import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.GatewayTracer;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.model.Limit;
import dev.patchbay.model.MessageRecording;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The recordings of the connections of this process. A connection is recorded from the first read
 * of its recording until {@link Limit#RECORDING_UNREAD_TIME} has passed without another one. Safe
 * for all threads.
 */
public final class MessageRecordings {

  private static final int CONNECTIONS_MAX = Limit.RECORDED_CONNECTIONS.intValue();

  private static final long UNREAD_NANOS_MAX =
      TimeUnit.MILLISECONDS.toNanos(Limit.RECORDING_UNREAD_TIME.value());

  private final Map<String, Recording> recordings = new ConcurrentHashMap<>();
  private final LongSupplier nanoClock;
  private final InstantSource clock;

  public MessageRecordings(LongSupplier nanoClock, InstantSource clock) {
    this.nanoClock = nanoClock;
    this.clock = clock;
  }

  /**
   * Reads the recording of a connection, and begins it where there is none. To be called on the
   * event loop of the connection.
   */
  public MessageRecording read(String connectionId) {
    long nowNanos = nanoClock.getAsLong();
    Recording recording = known(connectionId, nowNanos);
    return (recording == null ? begin(connectionId, nowNanos) : recording).read(nowNanos);
  }

  private @Nullable Recording known(String connectionId, long nowNanos) {
    Recording known = recordings.get(connectionId);
    return known == null || known.unreadNanos(nowNanos) > UNREAD_NANOS_MAX ? null : known;
  }

  private synchronized Recording begin(String connectionId, long nowNanos) {
    Recording begun = new Recording(clock.millis(), nowNanos);
    recordings.put(connectionId, begun);
    if (recordings.size() > CONNECTIONS_MAX) {
      recordings.entrySet().stream()
          .filter(each -> each.getValue() != begun)
          .max(Comparator.comparingLong(each -> each.getValue().unreadNanos(nowNanos)))
          .ifPresent(longest -> recordings.remove(longest.getKey()));
    }
    return begun;
  }

  /** Returns a tracer that makes the spans of another one, and records them where it has to. */
  public GatewayTracer around(GatewayTracer tracer) {
    return new RecordingTracer(this, tracer);
  }

  /** Makes the span of an event, of a connection of the present event loop. */
  GatewayTracer.EventSpan begin(RouteEvent event, GatewayTracer.EventSpan span) {
    if (recordings.isEmpty()) {
      return span;
    }
    String connectionId = event.connection().connectionId();
    Recording recording = known(connectionId, nanoClock.getAsLong());
    if (recording == null || event.type() == EventType.DISCONNECT) {
      recordings.remove(connectionId);
      return span;
    }
    return new RecordingSpan(recording, event, span, nanoClock);
  }
}
