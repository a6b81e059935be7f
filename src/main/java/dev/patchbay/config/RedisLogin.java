package dev.patchbay.config;

import java.util.Optional;

/**
 * The ACL user and the password for a server of Redis.
 *
 * @param user empty for the server's default user
 * @param password a secret; empty where none is needed
 */
public record RedisLogin(Optional<String> user, Optional<String> password) {

  /** Leaves both out. */
  @Override
  public String toString() {
    return "RedisLogin[]";
  }
}
