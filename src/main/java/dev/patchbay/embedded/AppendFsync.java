package dev.patchbay.embedded;

import java.util.Locale;

/**
 * When redis-server forces its append-only file to the disk; the values of its {@code appendfsync}
 * directive.
 */
public enum AppendFsync {
  /** Before a write is answered: nothing that was acknowledged is lost. */
  ALWAYS,
  /**
   * Once a second: a power failure loses up to the last two seconds. A killed process loses the
   * writes of the same time at most, if the disk was still busy with the previous fsync.
   */
  EVERYSEC;

  public String directive() {
    return name().toLowerCase(Locale.ROOT);
  }
}
