package dev.patchbay.admission;

import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RespClient;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys that hold what operations stored, and the throttle's; not those of the service itself.
 */
final class StoredKeys {

  private static final String PATTERN = "patchbay:{*";

  private StoredKeys() {}

  static Set<String> in(RedisServer redis) {
    return sorted(redis.command("KEYS", PATTERN));
  }

  static Set<String> in(RespClient redis) {
    return sorted(redis.call("KEYS", PATTERN));
  }

  private static Set<String> sorted(Object keys) {
    Set<String> sorted = new TreeSet<>();
    ((List<?>) keys).forEach(key -> sorted.add(String.valueOf(key)));
    return sorted;
  }
}
