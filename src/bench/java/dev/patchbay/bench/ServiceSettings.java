package dev.patchbay.bench;

import dev.patchbay.bench.load.RequestSigner;
import dev.patchbay.testkit.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The environment of the service: defaults, but for limits that must not be met. */
final class ServiceSettings {

  private ServiceSettings() {}

  /** Any signature will do; the throttle counts every request, and never refuses one. */
  static Map<String, String> unsigned(RedisProcess redis) {
    Map<String, String> settings = new HashMap<>();
    settings.put("PATCHBAY_REDIS_URI", redis.uri().toString());
    settings.put("PATCHBAY_MAX_APIS", "1000000");
    settings.put("PATCHBAY_MAX_CHILDREN", "1000000");
    settings.put("PATCHBAY_THROTTLE_RATE", "1000000");
    settings.put("PATCHBAY_THROTTLE_BURST", "1000000");
    return settings;
  }

  /** Every request must be signed. */
  static Map<String, String> signed(RedisProcess redis) throws IOException {
    Path file = Files.createDirectories(Child.DIRECTORY).resolve("credentials");
    Files.writeString(
        file,
        """
        [bench]
        aws_access_key_id = %s
        aws_secret_access_key = %s
        patchbay_account_id = 000000000000
        """
            .formatted(RequestSigner.ACCESS_KEY_ID, RequestSigner.SECRET_ACCESS_KEY));
    Map<String, String> settings = unsigned(redis);
    settings.put("PATCHBAY_CREDENTIALS_FILE", file.toString());
    return settings;
  }

  /** With the longest deadlines, for work that is not measured. */
  static Map<String, String> patient(RedisProcess redis) {
    Map<String, String> settings = unsigned(redis);
    for (String timeout : List.of("ACQUIRE", "COMMAND", "REQUEST")) {
      settings.put("PATCHBAY_REDIS_" + timeout + "_TIMEOUT_MILLIS", "60000");
    }
    return settings;
  }
}
