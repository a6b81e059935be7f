package dev.patchbay.config;

/** What a line of the log is. */
public enum LogFormat {
  /** Words for people. */
  TEXT,
  /** An object for machines. */
  JSON
}
