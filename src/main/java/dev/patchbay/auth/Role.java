package dev.patchbay.auth;

/** What a caller may do; the enforcement is with whoever knows which operations write. */
public enum Role {
  READWRITE,
  READONLY
}
