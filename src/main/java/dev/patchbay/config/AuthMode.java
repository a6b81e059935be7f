package dev.patchbay.config;

/** Whether callers must sign their requests. */
public enum AuthMode {
  /**
   * They must where there is a credentials file; without one the service listens on a loopback
   * address only.
   */
  AUTO,
  /** They must. */
  SIGV4,
  /** They need not, wherever the service listens. */
  OFF
}
