package dev.patchbay.logs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Formats times as {@code 2026-11-22T13:00:00.123Z}. It caches the text of the last second. Belongs
 * to one thread.
 */
final class TimestampFormat {

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.").withZone(ZoneOffset.UTC);

  private static final int MILLIS = 1_000;

  private long second = Long.MIN_VALUE;
  private String spelled = "";

  void append(StringBuilder line, long millis) {
    long now = Math.floorDiv(millis, MILLIS);
    if (now != second) {
      second = now;
      spelled = SECOND.format(Instant.ofEpochSecond(now));
    }
    int fraction = Math.floorMod(millis, MILLIS);
    line.append(spelled)
        .append((char) ('0' + fraction / 100))
        .append((char) ('0' + fraction / 10 % 10))
        .append((char) ('0' + fraction % 10))
        .append('Z');
  }
}
