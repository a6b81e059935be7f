package dev.patchbay.gateway.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the values of {@code $context.requestTime}. Safe for all threads. */
public final class RequestTime {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);

  private static volatile Second latest = new Second(0);

  private RequestTime() {}

  /** A second since the epoch with its text. */
  private record Second(long number, String text) {
    Second(long number) {
      this(number, FORMAT.format(Instant.ofEpochSecond(number)));
    }
  }

  /** Writes a time since the epoch; all events of a second share one text. */
  public static String text(long millis) {
    long number = Math.floorDiv(millis, 1_000L);
    Second second = latest;
    if (second.number != number) {
      second = new Second(number);
      latest = second;
    }
    return second.text;
  }
}
