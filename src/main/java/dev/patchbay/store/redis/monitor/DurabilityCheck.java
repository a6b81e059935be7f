package dev.patchbay.store.redis.monitor;

import dev.patchbay.model.Durability;
import dev.patchbay.store.redis.connection.SettingVerdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Compares the settings of Redis servers with a level of durability. */
final class DurabilityCheck {

  /** A setting of Redis, with the name of its directive. */
  enum Setting {
    APPEND_ONLY("appendonly"),
    APPEND_FSYNC("appendfsync"),
    EVICTION("maxmemory-policy"),
    REPLICAS_TO_WRITE("min-replicas-to-write");

    private final String directive;

    Setting(String directive) {
      this.directive = directive;
    }

    String directive() {
      return directive;
    }
  }

  private DurabilityCheck() {}

  /**
   * Compares a server with a level.
   *
   * @param settings by directive; unknown ones are absent
   */
  static Map<Setting, SettingVerdict> judge(Durability level, Map<String, String> settings) {
    Map<Setting, SettingVerdict> verdicts = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String value = settings.get(setting.directive());
      SettingVerdict reported =
          value != null && suffices(level, setting, value)
              ? SettingVerdict.HOLDS
              : SettingVerdict.BROKEN;
      verdicts.put(setting, value == null ? SettingVerdict.UNKNOWN : reported);
    }
    return verdicts;
  }

  /** Compares several servers with a level: the worst verdict on a setting counts. */
  static Map<Setting, SettingVerdict> judgeAll(Durability level, List<ServerReport> servers) {
    Map<Setting, SettingVerdict> worst = new EnumMap<>(Setting.class);
    for (ServerReport server : servers) {
      judge(level, server.settings())
          .forEach((setting, verdict) -> worst.merge(setting, verdict, DurabilityCheck::worse));
    }
    return worst;
  }

  private static SettingVerdict worse(SettingVerdict one, SettingVerdict other) {
    if (one == SettingVerdict.BROKEN || other == SettingVerdict.BROKEN) {
      return SettingVerdict.BROKEN;
    }
    return one == SettingVerdict.UNKNOWN ? one : other;
  }

  private static boolean suffices(Durability level, Setting setting, String value) {
    return switch (setting) {
      case APPEND_ONLY -> value.equals("yes");
      case APPEND_FSYNC ->
          value.equals("always") || (level == Durability.STANDARD && value.equals("everysec"));
      case EVICTION -> value.equals("noeviction");
      case REPLICAS_TO_WRITE -> level == Durability.STANDARD || !value.equals("0");
    };
  }
}
