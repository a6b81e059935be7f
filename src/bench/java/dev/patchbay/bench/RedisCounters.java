package dev.patchbay.bench;

import dev.patchbay.testkit.RedisProcess;

/**
 * The counters of Redis since its start.
 *
 * @param reads from its sockets: one for each write of a client that it did not see together with
 *     another one, so at most the number of round trips
 */
record RedisCounters(long commands, long reads, long cpuMicros) {

  static RedisCounters of(RedisProcess redis) {
    return new RedisCounters(
        number(redis, "stats", "total_commands_processed"),
        number(redis, "stats", "total_reads_processed"),
        ProcessStats.cpuMicros(redis.handle()));
  }

  /** One number of INFO. */
  static long number(RedisProcess redis, String section, String name) {
    return String.valueOf(redis.command("INFO", section))
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> Long.parseLong(line.substring(name.length() + 1).strip()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Redis does not tell " + name));
  }
}
