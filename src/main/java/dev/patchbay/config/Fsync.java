package dev.patchbay.config;

/** When the embedded Redis forces writes to the disk. */
public enum Fsync {
  /** Before it answers them. */
  ALWAYS,
  /** Once a second. */
  EVERYSEC
}
