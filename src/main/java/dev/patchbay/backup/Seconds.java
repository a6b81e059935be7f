package dev.patchbay.backup;

import java.util.Locale;

/** Durations for people. */
final class Seconds {

  private static final double NANOS = 1_000_000_000;

  private Seconds() {}

  /** For example {@code 0.8}. */
  static String since(long startNanos) {
    return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - startNanos) / NANOS);
  }
}
