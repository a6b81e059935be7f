package dev.patchbay.config;

/** The format of a line of the log. */
public enum LogFormat {
  /** Text for people. */
  TEXT,
  /** A JSON object for machines. */
  JSON
}
