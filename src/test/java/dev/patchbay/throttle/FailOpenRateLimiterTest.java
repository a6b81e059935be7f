package dev.patchbay.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.patchbay.throttle.Admission.Decider;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class FailOpenRateLimiterTest {

  private static final String ACCOUNT = "000000000000";
  private static final RateLimit LIMIT = new RateLimit(10, 3);
  private static final Admission FROM_COUNTER = new Admission(true, LIMIT, 2, 0, Decider.COUNTER);

  private final List<Decider> metered = new ArrayList<>();
  private Supplier<Future<Admission>> counter = () -> Future.succeededFuture(FROM_COUNTER);
  private long nanos;
  private int asked;

  private final RateLimiter limiter =
      new FailOpenRateLimiter(
          this::ask,
          new LocalRateLimiter(() -> nanos, 1),
          () -> nanos,
          admission -> metered.add(admission.decider()));

  private Future<Admission> ask(String accountId, RateLimit limit) {
    asked++;
    return counter.get();
  }

  @Test
  void asksTheCounter() {
    assertThat(admit()).isEqualTo(FROM_COUNTER);
    assertThat(metered).containsExactly(Decider.COUNTER);
  }

  @Test
  void countsLocallyWhileTheCounterIsUnavailable() {
    counter = () -> Future.failedFuture("away");
    for (int i = 0; i < 3; i++) {
      assertThat(admit().admitted()).isTrue();
    }
    assertThat(admit()).isEqualTo(new Admission(false, LIMIT, 0, 100_000, Decider.LOCAL_BUCKET));
    assertThat(asked).isEqualTo(1);
    assertThat(metered).hasSize(4).containsOnly(Decider.LOCAL_BUCKET);
  }

  @Test
  void theLogHasTheReasonWhyTheCounterIsUnavailable() {
    Logger logger = (Logger) LoggerFactory.getLogger(FailOpenRateLimiter.class);
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    said.start();
    logger.addAppender(said);
    counter = () -> Future.failedFuture("no route");
    admit();
    logger.detachAppender(said);
    assertThat(said.list)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getFormattedMessage()).endsWith("no route").doesNotContain("{}"));
  }

  @Test
  void aCounterThatThrowsIsUnavailableToo() {
    counter =
        () -> {
          throw new IllegalStateException("broken");
        };
    assertThat(admit().decider()).isEqualTo(Decider.LOCAL_BUCKET);
  }

  @Test
  void noRequestWaitsForAProbe() {
    counter = () -> Future.failedFuture("away");
    admit();
    Promise<Admission> probe = Promise.promise();
    counter = probe::future;
    nanos += FailOpenRateLimiter.PROBE_PERIOD_NANOS - 1;
    assertThat(admit().decider()).isEqualTo(Decider.LOCAL_BUCKET);
    assertThat(asked).isEqualTo(1);
    nanos += 1;
    assertThat(admit().decider()).isEqualTo(Decider.LOCAL_BUCKET);
    nanos += FailOpenRateLimiter.PROBE_PERIOD_NANOS;
    assertThat(admit().decider()).isEqualTo(Decider.LOCAL_BUCKET);
    assertThat(asked).isEqualTo(2);
    counter = () -> Future.succeededFuture(FROM_COUNTER);
    probe.complete(FROM_COUNTER);
    assertThat(admit()).isEqualTo(FROM_COUNTER);
  }

  @Test
  void aCachedRefusalDoesNotProveTheCounter() {
    counter = () -> Future.failedFuture("away");
    admit();
    nanos += FailOpenRateLimiter.PROBE_PERIOD_NANOS;
    counter =
        () -> Future.succeededFuture(new Admission(false, LIMIT, 0, 1, Decider.REFUSAL_MEMORY));
    admit();
    assertThat(admit().decider()).isEqualTo(Decider.LOCAL_BUCKET);
  }

  @Test
  void noLimitNeedsNoCounter() {
    counter = () -> Future.failedFuture("away");
    assertThat(limiter.admit(ACCOUNT, RateLimit.OFF).result()).isEqualTo(Admission.unlimited());
    nanos += FailOpenRateLimiter.PROBE_PERIOD_NANOS;
    assertThat(limiter.admit(ACCOUNT, RateLimit.OFF).result().decider()).isEqualTo(Decider.OFF);
    assertThat(asked).isEqualTo(1);
  }

  private Admission admit() {
    return limiter.admit(ACCOUNT, LIMIT).result();
  }
}
