package dev.patchbay.auth;

/** The operations that a caller may call; {@code http} knows which operations write. */
public enum Role {
  READWRITE,
  READONLY
}
