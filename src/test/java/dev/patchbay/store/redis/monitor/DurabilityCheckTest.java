package dev.patchbay.store.redis.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Durability;
import dev.patchbay.store.redis.connection.SettingVerdict;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values of each setting that each level needs. */
final class DurabilityCheckTest {

  @ParameterizedTest
  @CsvSource({
    "appendonly,            yes,         HOLDS,  HOLDS",
    "appendonly,            no,          BROKEN, BROKEN",
    "appendfsync,           always,      HOLDS,  HOLDS",
    "appendfsync,           everysec,    BROKEN, HOLDS",
    "appendfsync,           no,          BROKEN, BROKEN",
    "maxmemory-policy,      noeviction,  HOLDS,  HOLDS",
    "maxmemory-policy,      allkeys-lru, BROKEN, BROKEN",
    "min-replicas-to-write, 0,           BROKEN, HOLDS",
    "min-replicas-to-write, 1,           HOLDS,  HOLDS"
  })
  void aSettingIsJudgedByTheLevel(
      String directive, String value, SettingVerdict strict, SettingVerdict standard) {
    Map<String, String> settings = Map.of(directive, value);
    assertThat(DurabilityCheck.judge(Durability.STRICT, settings)).containsValue(strict);
    assertThat(DurabilityCheck.judge(Durability.STANDARD, settings)).containsValue(standard);
  }

  @Test
  void aMissingSettingIsUnknown() {
    assertThat(DurabilityCheck.judge(Durability.STRICT, Map.of()).values())
        .hasSize(4)
        .containsOnly(SettingVerdict.UNKNOWN);
  }
}
