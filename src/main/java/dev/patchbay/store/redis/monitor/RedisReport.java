package dev.patchbay.store.redis.monitor;

import dev.patchbay.model.Durability;
import dev.patchbay.store.redis.connection.SettingVerdict;
import java.util.List;
import java.util.Map;

/**
 * The results of a check of Redis.
 *
 * @param masters the servers that answered, each {@code host:port}
 * @param level the level of durability in force
 * @param settings the settings that the level needs, by directive
 * @param nanos the time of the check, by {@link System#nanoTime}
 */
public record RedisReport(
    List<String> masters, Durability level, Map<String, Setting> settings, long nanos) {

  /**
   * One setting.
   *
   * @param value the values of the servers, several where they differ
   */
  public record Setting(String value, SettingVerdict verdict) {}

  public RedisReport {
    masters = List.copyOf(masters);
    settings = Map.copyOf(settings);
  }
}
