package dev.patchbay.provider;

import dev.patchbay.config.ServiceConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The settings of the two services that contract mode starts on one Redis. */
final class ContractSettings {

  /**
   * The settings that contract mode decides itself, because only its proxy is reachable for
   * callers.
   */
  private static final List<String> OWN_SETTINGS =
      List.of(
          "PATCHBAY_AUTH",
          "PATCHBAY_CREDENTIALS_FILE",
          "PATCHBAY_TLS_CERT_FILE",
          "PATCHBAY_TLS_KEY_FILE",
          "PATCHBAY_REDIS_URI_FILE",
          "PATCHBAY_THROTTLE_REDIS_URI",
          "PATCHBAY_THROTTLE_REDIS_URI_FILE",
          "PATCHBAY_DATA_DIR",
          "PATCHBAY_GATEWAY_REPLICA_HOST",
          "PATCHBAY_GATEWAY_REPLICA_PORT");

  /**
   * Verifications run on busy machines and on a JVM that has just started, so the default deadlines
   * would be missed. A write that is always overtaken makes ten attempts, with a change of another
   * replica in each, and must be answered with the conflict and not with a timeout.
   */
  private static final Map<String, String> DEADLINES =
      Map.of(
          "PATCHBAY_REDIS_ACQUIRE_TIMEOUT_MILLIS", "2000",
          "PATCHBAY_REDIS_COMMAND_TIMEOUT_MILLIS", "2000",
          "PATCHBAY_REDIS_REQUEST_TIMEOUT_MILLIS", "9000");

  private final Map<String, String> settings;
  private final URI redis;

  /**
   * Settings derived from the settings of the operator.
   *
   * @param environment its settings of callers, TLS, the throttle and the data directory are
   *     ignored
   */
  ContractSettings(Map<String, String> environment, URI redis) {
    this.redis = redis;
    this.settings = new HashMap<>(environment);
    settings.keySet().removeAll(OWN_SETTINGS);
    DEADLINES.forEach(settings::putIfAbsent);
    settings.putIfAbsent("PATCHBAY_MANAGEMENT_PORT", "0");
    settings.put("PATCHBAY_GATEWAY_PORT", "0");
    settings.put("PATCHBAY_HTTP_HOST", "127.0.0.1");
    settings.put("PATCHBAY_HTTP_PORT", "0");
    settings.put("PATCHBAY_EVENT_LOOPS", "1");
    settings.put("PATCHBAY_GATEWAY_EVENT_LOOPS", "1");
    settings.put("PATCHBAY_SHUTDOWN_SECONDS", "1");
  }

  /** Returns the settings of the replica without faults. */
  ServiceConfig replica() {
    Map<String, String> own = new HashMap<>(settings);
    own.put("PATCHBAY_REDIS_URI", redis.toString());
    own.put("PATCHBAY_MANAGEMENT_PORT", "0");
    own.put("PATCHBAY_THROTTLE_RATE", "0");
    return ServiceConfig.from(own);
  }

  /** Returns the settings of the verified service, which reaches Redis through the relay. */
  ServiceConfig service(int relayPort, Path callers) {
    String login = redis.getRawUserInfo() == null ? "" : redis.getRawUserInfo() + "@";
    Map<String, String> own = new HashMap<>(settings);
    own.put("PATCHBAY_REDIS_URI", "redis://" + login + "127.0.0.1:" + relayPort);
    own.put("PATCHBAY_CREDENTIALS_FILE", callers.toString());
    own.put("PATCHBAY_THROTTLE_RATE", String.valueOf((int) QuotaExhauster.LIMIT.ratePerSecond()));
    own.put("PATCHBAY_THROTTLE_BURST", String.valueOf(QuotaExhauster.LIMIT.burst()));
    return ServiceConfig.from(own);
  }
}
