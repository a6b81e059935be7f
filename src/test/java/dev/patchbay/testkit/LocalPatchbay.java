package dev.patchbay.testkit;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.server.ServiceDefinition;
import dev.patchbay.server.ServiceTiming;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** A service of a test's own on a Redis of its choice. */
public final class LocalPatchbay {

  /** A busy machine must not cause refusals. */
  public static final Map<String, String> PATIENT =
      Map.of(
          "PATCHBAY_REDIS_ACQUIRE_TIMEOUT_MILLIS", "5000",
          "PATCHBAY_REDIS_COMMAND_TIMEOUT_MILLIS", "5000",
          "PATCHBAY_REDIS_REQUEST_TIMEOUT_MILLIS", "10000");

  private LocalPatchbay() {}

  /**
   * Starts one on free ports.
   *
   * @param settings settings beside the defaults of all tests
   */
  public static PatchbayServer start(URI redis, Map<String, String> settings) throws Exception {
    return start(redis, settings, ServiceTiming.REAL);
  }

  /** The same with another clock, period and wait. */
  public static PatchbayServer start(URI redis, Map<String, String> settings, ServiceTiming timing)
      throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATCHBAY_REDIS_URI", redis.toString());
    environment.put("PATCHBAY_HTTP_PORT", "0");
    environment.put("PATCHBAY_MANAGEMENT_PORT", "0");
    environment.put("PATCHBAY_GATEWAY_PORT", "0");
    environment.put("PATCHBAY_SHUTDOWN_SECONDS", "1");
    environment.putAll(PATIENT);
    environment.putAll(settings);
    return PatchbayServer.start(
        ServiceDefinition.API_GATEWAY, ServiceConfig.from(environment), timing);
  }
}
