package dev.patchbay.config;

/** Whether callers must sign their requests. */
public enum AuthMode {
  /** They must where there is a credentials file; else the service keeps to a loopback address. */
  AUTO,
  /** They must. */
  SIGV4,
  /** They need not, wherever the service listens. */
  OFF
}
