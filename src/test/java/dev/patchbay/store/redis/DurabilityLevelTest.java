package dev.patchbay.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each level needs of each setting. */
final class DurabilityLevelTest {

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
      String directive, String value, Durability.Verdict strict, Durability.Verdict standard) {
    Map<String, String> settings = Map.of(directive, value);
    assertThat(Durability.STRICT.judge(settings)).containsValue(strict);
    assertThat(Durability.STANDARD.judge(settings)).containsValue(standard);
  }

  @Test
  void whatIsNotToldIsUnknown() {
    assertThat(Durability.STRICT.judge(Map.of()).values())
        .hasSize(4)
        .containsOnly(Durability.Verdict.UNKNOWN);
  }
}
