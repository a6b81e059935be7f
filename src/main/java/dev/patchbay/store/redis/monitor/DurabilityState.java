package dev.patchbay.store.redis.monitor;

import dev.patchbay.model.Durability;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.connection.SettingVerdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The level of durability in force, and the latest verdicts on the settings of Redis that it needs.
 * It is updated by one thread, and may be read by any.
 */
final class DurabilityState {

  private static final Logger LOG = LoggerFactory.getLogger(DurabilityState.class);

  private final Optional<Durability> wanted;
  private final RedisMeter meter;
  private volatile @Nullable Durability level;
  private volatile @Nullable RedisReport report;
  private volatile Map<DurabilityCheck.Setting, SettingVerdict> verdicts = Map.of();

  /**
   * A state without a level.
   *
   * @param wanted the level; empty for strict where replicas are connected at the first update,
   *     else standard
   */
  DurabilityState(Optional<Durability> wanted, RedisMeter meter) {
    this.wanted = wanted;
    this.meter = meter;
  }

  /** Decides the level at the first call, and judges the settings of all servers. */
  void update(List<ServerReport> reports) {
    int replicas = reports.stream().mapToInt(ServerReport::replicas).min().orElse(0);
    Durability known = level;
    Durability decided =
        known != null
            ? known
            : wanted.orElse(replicas > 0 ? Durability.STRICT : Durability.STANDARD);
    Map<DurabilityCheck.Setting, SettingVerdict> found = DurabilityCheck.judgeAll(decided, reports);
    if (!found.equals(verdicts)) {
      LOG.info(
          "Durability {}; masters: {}, replicas of each: {}", decided, reports.size(), replicas);
      log(found, reports);
    }
    found.forEach((setting, verdict) -> meter.durability(setting.directive(), verdict));
    meter.durabilityLevel(decided);
    report = report(decided, found, reports);
    verdicts = found;
    level = decided;
  }

  private static RedisReport report(
      Durability decided,
      Map<DurabilityCheck.Setting, SettingVerdict> found,
      List<ServerReport> reports) {
    Map<String, RedisReport.Setting> settings = new HashMap<>();
    found.forEach(
        (setting, verdict) ->
            settings.put(
                setting.directive(),
                new RedisReport.Setting(
                    ServerReport.value(reports, setting.directive()), verdict)));
    return new RedisReport(
        reports.stream().map(server -> server.address().toString()).toList(),
        decided,
        settings,
        System.nanoTime());
  }

  private static void log(
      Map<DurabilityCheck.Setting, SettingVerdict> found, List<ServerReport> reports) {
    found.forEach(
        (setting, verdict) -> {
          String value = ServerReport.value(reports, setting.directive());
          if (verdict == SettingVerdict.HOLDS) {
            LOG.info("Redis: {} is {}", setting.directive(), value);
          } else {
            LOG.warn("Redis: {} is {}: {}", setting.directive(), value, verdict);
          }
        });
  }

  /** Returns whether there is a level. */
  boolean isKnown() {
    return level != null;
  }

  /** Returns whether no setting is known to violate the strict level, if that is in force. */
  boolean isKept() {
    return level != Durability.STRICT || !verdicts.containsValue(SettingVerdict.BROKEN);
  }

  /** Returns the latest report; empty before the first. */
  Optional<RedisReport> report() {
    return Optional.ofNullable(report);
  }

  /** Returns the number of replicas that must have a change before it is answered. */
  int replicasToAwait() {
    Durability known = level;
    return known == null ? 0 : known.replicasToAwait();
  }
}
