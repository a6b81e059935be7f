package dev.patchbay.config;

/** What a change that was answered survives. */
public enum Durability {
  /** The loss of any one machine. */
  STRICT,
  /** The crash of any process. */
  STANDARD
}
