package dev.patchbay.config;

import java.util.Optional;

/**
 * Who a server of Redis takes us for.
 *
 * @param user empty for the server's default user
 * @param password a secret; empty where none is needed
 */
public record RedisLogin(Optional<String> user, Optional<String> password) {

  /** Without what it holds. */
  @Override
  public String toString() {
    return "RedisLogin[]";
  }
}
