package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.LoopLag;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.testkit.ManualClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The times in the health, by a clock that the test advances. */
class ServiceHealthTest {

  private final ManualClock clock = new ManualClock();
  private final RedisState redis = new RedisState(clock);
  private final ServiceHealth health = new ServiceHealth("standalone", redis, clock);

  @Test
  void theUptimeIsInWholeSecondsSinceTheStart() {
    assertThat(health.detail()).containsEntry("uptimeSeconds", 0L);
    clock.advanceMillis(61_999);
    assertThat(health.detail()).containsEntry("uptimeSeconds", 61L);
    clock.advanceMillis(1);
    assertThat(health.detail()).containsEntry("uptimeSeconds", 62L);
  }

  @Test
  void theLastFaultIsReportedWithItsAge() {
    redis.failed(RedisFault.NO_CONNECTION);
    clock.advanceMillis(3_000);
    assertThat(health.detail())
        .extractingByKey("redis")
        .extracting(detail -> ((Map<?, ?>) detail).get("lastFault"))
        .isEqualTo(Map.of("fault", "no_connection", "secondsAgo", 3L));
  }

  @Test
  void aLagOfASecondMakesItUnreadyAndOfTenSecondsNotLive() {
    health.started();
    health.watch(new LoopLag(clock));
    clock.advanceMillis(999);
    assertThat(health.unreadiness()).isEmpty();
    clock.advanceMillis(1);
    assertThat(health.unreadiness()).containsExactly("an event loop is late");
    assertThat(health.detail()).containsEntry("eventLoopLagMillis", List.of(1_000L));
    clock.advanceMillis(8_999);
    assertThat(health.isAlive()).isTrue();
    clock.advanceMillis(1);
    assertThat(health.isAlive()).isFalse();
  }
}
