package dev.patchbay.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of the throttle. */
final class ThrottleSettings {

  static final Setting<Integer> RATE =
      Setting.number(
          "PATCHBAY_THROTTLE_RATE",
          100_000,
          0,
          1_000_000,
          "Requests a second that each account may make in the long run; 0 for no limit.");

  static final Setting<Integer> BURST =
      Setting.number(
          "PATCHBAY_THROTTLE_BURST",
          100_000,
          1,
          1_000_000,
          "Requests that each account may make at once.");

  static final Setting<Integer> REPLICAS =
      Setting.number(
          "PATCHBAY_REPLICAS",
          1,
          1,
          1000,
          "Replicas that share one Redis; each admits its share of the limit of a route, and of that"
              + " of an account while Redis cannot count.");

  static final Setting<Optional<URI>> REDIS_URI =
      new Setting<>(
          "PATCHBAY_THROTTLE_REDIS_URI",
          "",
          RedisUri.DATABASE_FORM,
          "The one server that counts requests, a secret; without it the Redis of the data counts.",
          true,
          text ->
              text.isEmpty() ? Optional.empty() : Optional.of(RedisUri.parseWithDatabase(text)));

  static final Setting<Optional<Path>> REDIS_URI_FILE =
      Setting.file(
          "PATCHBAY_THROTTLE_REDIS_URI_FILE",
          "a file",
          "A file that holds PATCHBAY_THROTTLE_REDIS_URI.");

  /** In the order operators read them. */
  static final List<Setting<?>> ALL = List.of(RATE, BURST, REPLICAS, REDIS_URI, REDIS_URI_FILE);

  private ThrottleSettings() {}

  static ThrottleConfig from(Map<String, String> environment) {
    return new ThrottleConfig(
        RATE.from(environment),
        BURST.from(environment),
        REPLICAS.from(environment),
        REDIS_URI.from(environment));
  }
}
