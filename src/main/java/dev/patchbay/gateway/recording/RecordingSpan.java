package dev.patchbay.gateway.recording;

import dev.patchbay.evaluation.Evaluation;
import dev.patchbay.evaluation.IntegrationResponse;
import dev.patchbay.gateway.event.GatewayTracer.CallSpan;
import dev.patchbay.gateway.event.GatewayTracer.EventSpan;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.model.MessageRecord;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Records one message, and passes its spans on. Belongs to one event loop. */
final class RecordingSpan implements EventSpan {

  /** Keys and reasons are shorter; a record of the longest has some kilobytes. */
  private static final int TEXT_LENGTH_MAX = 256;

  private final Recording recording;
  private final RouteEvent event;
  private final EventSpan span;
  private final LongSupplier nanoClock;
  private final long begunNanos;
  private final long number;
  private Optional<MessageRecord.Call> call = Optional.empty();

  RecordingSpan(Recording recording, RouteEvent event, EventSpan span, LongSupplier nanoClock) {
    this.recording = recording;
    this.event = event;
    this.span = span;
    this.nanoClock = nanoClock;
    this.begunNanos = nanoClock.getAsLong();
    this.number = recording.arrived();
  }

  @Override
  public CallSpan calling(String integrationType) {
    CallSpan calling = span.calling(integrationType);
    long begunMicros = micros();
    return new CallSpan() {
      @Override
      public Map<String, String> headers() {
        return calling.headers();
      }

      @Override
      public void replied(int statusCode) {
        calling.replied(statusCode);
        ended(statusCode);
      }

      @Override
      public void failed(Throwable failure) {
        calling.failed(failure);
        ended(0);
      }

      private void ended(int status) {
        call = Optional.of(new MessageRecord.Call(begunMicros, micros() - begunMicros, status));
      }
    };
  }

  @Override
  public void end(Optional<Outcome> outcome) {
    span.end(outcome);
    outcome.ifPresent(ended -> recording.add(record(ended)));
  }

  private MessageRecord record(Outcome outcome) {
    return new MessageRecord(
        number,
        event.timeMillis(),
        event.requestId(),
        cut(outcome.routeKey()),
        outcome.integrationId(),
        outcome.evaluation().flatMap(RecordingSpan::response),
        outcome.status(),
        outcome.text().isPresent(),
        outcome.reason().map(RecordingSpan::cut),
        micros(),
        call);
  }

  private static Optional<MessageRecord.Response> response(Evaluation evaluation) {
    return evaluation.selected().map(selected -> response(selected, evaluation.templateKey()));
  }

  private static MessageRecord.Response response(
      IntegrationResponse selected, Optional<String> templateKey) {
    return new MessageRecord.Response(
        selected.id(), cut(selected.key()), templateKey.map(RecordingSpan::cut));
  }

  private long micros() {
    return TimeUnit.NANOSECONDS.toMicros(nanoClock.getAsLong() - begunNanos);
  }

  private static String cut(String text) {
    return text.length() <= TEXT_LENGTH_MAX ? text : text.substring(0, TEXT_LENGTH_MAX) + "…";
  }
}
