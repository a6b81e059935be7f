package dev.patchbay.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a replica is taken for dead, and when a connection that is not in Redis is nowhere. */
final class ReplicaTableTest {

  private final ReplicaTable table = new ReplicaTable();
  private long nowNanos = Long.MAX_VALUE - 1;

  private static String beat(long count, boolean isComplete) {
    return new Heartbeat(count, isComplete, "10.1.2.3", 8091, "key").encode();
  }

  private void readAfter(long millis, String... beats) {
    nowNanos += TimeUnit.MILLISECONDS.toNanos(millis);
    Map<String, String> read =
        beats.length == 1 ? Map.of("a", beats[0]) : Map.of("a", beats[0], "b", beats[1]);
    table.read(read, Map.of(), nowNanos);
  }

  @Test
  void aReplicaWhoseBeatDoesNotChangeForFiveSecondsIsSilent() {
    readAfter(0, beat(1, true), beat(1, true));
    for (int second = 1; second <= 5; second++) {
      readAfter(1_000, beat(1, true), beat(1 + second, true));
      assertThat(table.silent(nowNanos)).isEmpty();
    }
    readAfter(1, beat(1, true), beat(6, true));
    assertThat(table.silent(nowNanos)).containsExactly("a");
  }

  @Test
  void theSilenceIsCountedAnewWhenRedisWasAway() {
    readAfter(0, beat(1, true));
    readAfter(60_000, beat(1, true));
    assertThat(table.silent(nowNanos)).isEmpty();
    for (int second = 1; second <= 5; second++) {
      readAfter(1_000, beat(1, true));
      assertThat(table.silent(nowNanos)).isEmpty();
    }
    readAfter(1, beat(1, true));
    assertThat(table.silent(nowNanos)).containsExactly("a");
  }

  @Test
  void aConnectionThatIsNotInRedisMayBeAnywhereUntilAllReplicasHaveBeatenAgain() {
    readAfter(0, beat(1, true), beat(1, true));
    assertThat(table.isComplete()).isTrue();
    readAfter(2_001, beat(2, true), beat(1, true));
    assertThat(table.isComplete()).isFalse();
    readAfter(1_000, beat(3, false), beat(2, true));
    assertThat(table.isComplete()).isFalse();
    readAfter(1_000, beat(4, true), beat(3, true));
    assertThat(table.isComplete()).isTrue();
  }

  @Test
  void aReplicaThatIsNotThereAnyMoreIsForgotten() {
    readAfter(0, beat(1, true), beat(1, true));
    assertThat(table.find("b")).hasValueSatisfying(each -> assertThat(each.port()).isEqualTo(8091));
    readAfter(1_000, beat(2, true));
    assertThat(table.find("b")).isEmpty();
  }
}
