package dev.patchbay.store.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class FaultLogTest {

  private final AtomicLong nanos = new AtomicLong(-5);
  private final FaultLog log = new FaultLog(nanos::get);

  @Test
  void eachKindIsLoggedOnceAPeriod() {
    assertThat(add(RedisFault.OUT_OF_MEMORY)).isTrue();
    assertThat(add(RedisFault.OUT_OF_MEMORY)).isFalse();
    assertThat(add(RedisFault.READ_ONLY)).isTrue();
    nanos.addAndGet(FaultLog.PERIOD_NANOS);
    assertThat(add(RedisFault.OUT_OF_MEMORY)).isTrue();
    assertThat(add(RedisFault.OUT_OF_MEMORY)).isFalse();
  }

  private boolean add(RedisFault fault) {
    return log.add(new RedisFailure(fault, "text"));
  }
}
