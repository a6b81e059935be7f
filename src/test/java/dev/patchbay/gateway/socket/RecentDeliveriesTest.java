package dev.patchbay.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.ManualClock;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long messages of backends are remembered. */
final class RecentDeliveriesTest {

  private final ManualClock clock = new ManualClock();
  private final RecentDeliveries recent = new RecentDeliveries(clock);
  private final List<String> sent = new ArrayList<>();

  private void deliver(String id) {
    recent.once(
        id,
        () -> {
          sent.add(id);
          return Future.succeededFuture();
        });
  }

  @Test
  void aMessageIsSentAgainOnlyAfterHalfAMinute() {
    deliver("a");
    clock.advanceMillis(30_000);
    deliver("a");
    assertThat(sent).containsExactly("a");
    clock.advanceMillis(1);
    deliver("a");
    assertThat(sent).containsExactly("a", "a");
  }

  @Test
  void theOldestOfTooManyIsForgotten() {
    for (int i = 0; i <= RecentDeliveries.DELIVERIES_MAX; i++) {
      deliver("m" + i);
    }
    assertThat(recent.knows("m0")).isFalse();
    assertThat(recent.knows("m1")).isTrue();
    assertThat(recent.knows("m" + RecentDeliveries.DELIVERIES_MAX)).isTrue();
  }
}
