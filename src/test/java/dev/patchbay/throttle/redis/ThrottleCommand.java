package dev.patchbay.throttle.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The command by which the service charges the throttle, for what is compared with it. */
public final class ThrottleCommand {

  private ThrottleCommand() {}

  /** The script, to be loaded before {@link #words} are sent. */
  public static String source() {
    return RedisRateLimiter.SOURCE;
  }

  /** EVALSHA and its arguments: one request of an account whose limit is never met. */
  public static List<String> words(String accountId) {
    return List.of(
        "EVALSHA", digest(), "1", RedisRateLimiter.key(accountId), "1000000", "1000000", "1");
  }

  private static String digest() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(source().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-1", impossible);
    }
  }
}
