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
   * Once a second: a power failure loses up to the last two seconds. A killed process loses what it
   * held back while the disk was busy with the fsync before, at most as much.
   */
  EVERYSEC;

  public String directive() {
    return name().toLowerCase(Locale.ROOT);
  }
}
