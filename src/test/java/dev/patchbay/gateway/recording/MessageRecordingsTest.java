package dev.patchbay.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.patchbay.gateway.Events;
import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.event.GatewayTracer;
import dev.patchbay.gateway.event.GatewayTracer.CallSpan;
import dev.patchbay.gateway.event.GatewayTracer.EventSpan;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.model.Limit;
import dev.patchbay.model.MessageRecord;
import dev.patchbay.testkit.ManualClock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MessageRecordingsTest {

  private static final String ID = Events.CONNECTION.connectionId();

  private final ManualClock clock = new ManualClock();
  private final MessageRecordings recordings =
      new MessageRecordings(clock, InstantSource.fixed(Instant.ofEpochMilli(5)));
  private final GatewayTracer tracer = recordings.around(GatewayTracer.NONE);

  private static RouteEvent message() {
    return RouteEvent.message(Events.CONNECTION, "R", "M", 7, "secret of the client");
  }

  private void run(String routeKey) {
    tracer.begin(message()).end(Optional.of(Outcome.frame(routeKey, "secret of the backend")));
  }

  @Test
  void nothingIsRecordedBeforeTheFirstRead() {
    run("early");
    assertThat(tracer.begin(message())).isSameAs(GatewayTracer.NONE.begin(message()));
    assertThat(recordings.read(ID).messages()).isEmpty();
    assertThat(recordings.read(ID).recorded()).isZero();
    run("late");
    assertThat(recordings.read(ID).messages())
        .extracting(MessageRecord::number, MessageRecord::routeKey)
        .containsExactly(tuple(1L, "late"));
    assertThat(recordings.read("another").messages()).isEmpty();
  }

  @Test
  void aRecordHasTheStepsAndTheirTimesAndNoContent() {
    recordings.read(ID);
    EventSpan span = tracer.begin(message());
    clock.advanceMillis(2);
    CallSpan call = span.calling("HTTP");
    clock.advanceMillis(30);
    call.replied(201);
    clock.advanceMillis(4);
    span.end(
        Optional.of(
            Outcome.frame("join", "secret of the backend").of("integration", Optional.empty())));
    MessageRecord recorded = recordings.read(ID).messages().get(0);
    assertThat(recorded)
        .isEqualTo(
            new MessageRecord(
                1,
                7,
                "R",
                "join",
                "integration",
                Optional.empty(),
                200,
                true,
                Optional.empty(),
                36_000,
                Optional.of(new MessageRecord.Call(2_000, 30_000, 201))));
    assertThat(recorded.toString()).doesNotContain("secret");
  }

  @Test
  void aCallThatFailsHasNoStatus() {
    recordings.read(ID);
    EventSpan span = tracer.begin(message());
    span.calling("HTTP").failed(new IllegalStateException("it is away"));
    Outcome.Failure failure = new Outcome.Failure("Internal server error", "r".repeat(1_000));
    span.end(
        Optional.of(new Outcome("join", 500, Optional.of("{}"), Map.of(), Optional.of(failure))));
    MessageRecord recorded = recordings.read(ID).messages().get(0);
    assertThat(recorded.call().orElseThrow().status()).isZero();
    assertThat(recorded.reason().orElseThrow()).hasSize(257).endsWith("r…");
  }

  @Test
  void theLatestMessagesAreKept() {
    recordings.read(ID);
    int messages = Limit.RECORDED_MESSAGES.intValue();
    for (int i = 0; i < messages + 2; i++) {
      run("r" + i);
    }
    assertThat(recordings.read(ID).messages())
        .hasSize(messages)
        .first()
        .extracting(MessageRecord::number)
        .isEqualTo(3L);
    assertThat(recordings.read(ID).recorded()).isEqualTo(messages + 2);
  }

  @Test
  void aRecordingEndsWhenNobodyReadsIt() {
    recordings.read(ID);
    clock.advanceMillis(Limit.RECORDING_UNREAD_TIME.value());
    run("recorded");
    assertThat(recordings.read(ID).recorded()).isOne();
    clock.advanceMillis(Limit.RECORDING_UNREAD_TIME.value() + 1);
    assertThat(tracer.begin(message())).isSameAs(GatewayTracer.NONE.begin(message()));
    assertThat(recordings.read(ID).recorded()).isZero();
  }

  @Test
  void aRecordingEndsWithItsConnection() {
    recordings.read(ID);
    run("recorded");
    tracer
        .begin(RouteEvent.disconnect(Events.CONNECTION, "R", 7, new CloseStatus(1000, "")))
        .end(Optional.of(Outcome.silent("")));
    assertThat(recordings.read(ID).recorded()).isZero();
  }

  @Test
  void theOneThatWasReadTheLongestAgoMakesRoom() {
    recordings.read("kept");
    recordings.read(ID);
    for (int i = 2; i < Limit.RECORDED_CONNECTIONS.intValue(); i++) {
      recordings.read("other" + i);
    }
    run("recorded");
    clock.advanceMillis(1);
    recordings.read("kept");
    for (int i = 2; i < Limit.RECORDED_CONNECTIONS.intValue(); i++) {
      recordings.read("other" + i);
    }
    recordings.read("new");
    assertThat(recordings.read(ID).recorded()).isZero();
  }
}
