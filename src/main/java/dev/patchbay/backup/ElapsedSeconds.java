package dev.patchbay.backup;

import java.util.Locale;

/** Formats durations for reports. */
final class ElapsedSeconds {

  private static final double NANOS = 1_000_000_000;

  private ElapsedSeconds() {}

  /** Returns the seconds since then, for example {@code 0.8}. */
  static String since(long startNanos) {
    return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - startNanos) / NANOS);
  }
}
