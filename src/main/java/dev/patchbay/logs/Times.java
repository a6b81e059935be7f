package dev.patchbay.logs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as lines begin with them: {@code 2026-11-22T13:00:00.123Z}. */
final class Times {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  static void append(StringBuilder line, long millis) {
    FORMAT.formatTo(Instant.ofEpochMilli(millis), line);
  }
}
