package dev.patchbay.bench.floor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Counts one request of an account in Redis, against a limit that is never met: what a service pays
 * that asks its throttle in Redis for every request.
 */
public final class ThrottleCommand {

  private static final String SOURCE =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000000 + time[2]
      local rate = tonumber(ARGV[1])
      local capacity = tonumber(ARGV[2]) * 1000000
      local debt, last = 0, now
      local held, since = string.match(redis.call('GET', KEYS[1]) or '', '^(%S+) (%S+)$')
      if held then
        debt, last = tonumber(held) or 0, tonumber(since) or now
      end
      debt = math.max(0, math.min(debt, capacity) - math.max(0, now - last) * rate)
      local wanted, admitted = tonumber(ARGV[3]), 0
      while admitted < wanted and debt + 1000000 - capacity <= 0 do
        debt = debt + 1000000
        admitted = admitted + 1
      end
      if admitted > 0 or now < last then
        local drained = math.ceil(debt / rate / 1000) + 1000
        redis.call('SET', KEYS[1], string.format('%.17g %.0f', debt, now),
            'PX', string.format('%.0f', drained))
      end
      if admitted == wanted then
        return {admitted, math.floor((capacity - debt) / 1000000), 0}
      end
      return {admitted, 0, math.ceil((debt + 1000000 - capacity) / rate)}
      """;

  private ThrottleCommand() {}

  /** The script, to be loaded before {@link #words} are sent. */
  public static String source() {
    return SOURCE;
  }

  /** EVALSHA and its arguments. */
  public static List<String> words(String accountId) {
    return List.of(
        "EVALSHA", digest(), "1", "bench:{" + accountId + "}#throttle", "1000000", "1000000", "1");
  }

  private static String digest() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(SOURCE.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-1", impossible);
    }
  }
}
