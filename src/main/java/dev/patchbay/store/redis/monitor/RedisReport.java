package dev.patchbay.store.redis.monitor;

import dev.patchbay.model.Durability;
import dev.patchbay.store.redis.connection.SettingVerdict;
import java.util.List;
import java.util.Map;

/**
 * What was found when Redis was last asked.
 *
 * @param masters the servers that answered, each {@code host:port}
 * @param level of durability that is in force
 * @param settings what the level needs, by Redis's name for it
 * @param nanos when, by {@link System#nanoTime}
 */
public record RedisReport(
    List<String> masters, Durability level, Map<String, Setting> settings, long nanos) {

  /**
   * One setting.
   *
   * @param value as the servers tell it, several where they differ
   */
  public record Setting(String value, SettingVerdict verdict) {}

  public RedisReport {
    masters = List.copyOf(masters);
    settings = Map.copyOf(settings);
  }
}
