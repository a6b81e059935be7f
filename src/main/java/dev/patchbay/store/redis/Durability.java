package dev.patchbay.store.redis;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a change that was answered survives, and what Redis must be set to for that. */
public enum Durability {
  /** The loss of any one machine: the change is on a disk and on a replica. */
  STRICT,
  /** The crash of any process. */
  STANDARD;

  /** A setting of Redis; each is known by the name that Redis has for it. */
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

  /** How a setting of a server compares with the level. */
  public enum Verdict {
    HOLDS,
    BROKEN,
    /** The server does not tell. */
    UNKNOWN
  }

  /** In strict, changes wait for this many. */
  int replicasToAwait() {
    return this == STRICT ? 1 : 0;
  }

  /**
   * Compares a server with the level.
   *
   * @param settings by directive; what the server does not tell is absent
   */
  Map<Setting, Verdict> judge(Map<String, String> settings) {
    Map<Setting, Verdict> verdicts = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String value = settings.get(setting.directive());
      Verdict told = value != null && suffices(setting, value) ? Verdict.HOLDS : Verdict.BROKEN;
      verdicts.put(setting, value == null ? Verdict.UNKNOWN : told);
    }
    return verdicts;
  }

  /** Compares several servers with the level: of each setting the worst counts. */
  Map<Setting, Verdict> judgeAll(List<ServerReport> servers) {
    Map<Setting, Verdict> worst = new EnumMap<>(Setting.class);
    for (ServerReport server : servers) {
      judge(server.settings())
          .forEach((setting, verdict) -> worst.merge(setting, verdict, Durability::worse));
    }
    return worst;
  }

  private static Verdict worse(Verdict one, Verdict other) {
    if (one == Verdict.BROKEN || other == Verdict.BROKEN) {
      return Verdict.BROKEN;
    }
    return one == Verdict.UNKNOWN ? one : other;
  }

  private boolean suffices(Setting setting, String value) {
    return switch (setting) {
      case APPEND_ONLY -> value.equals("yes");
      case APPEND_FSYNC -> value.equals("always") || (this == STANDARD && value.equals("everysec"));
      case EVICTION -> value.equals("noeviction");
      case REPLICAS_TO_WRITE -> this == STANDARD || !value.equals("0");
    };
  }
}
