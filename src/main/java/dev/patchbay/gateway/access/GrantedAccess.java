package dev.patchbay.gateway.access;

import dev.patchbay.gateway.event.ConnectionAccess;
import java.util.Optional;

/**
 * What the authorization of a handshake has found.
 *
 * @param access lasts as long as the connection
 * @param usageIdentifierKey the API key that the authorizer says, which is not kept
 */
record GrantedAccess(ConnectionAccess access, Optional<String> usageIdentifierKey) {

  /** Where no authorizer was asked. */
  static GrantedAccess of(ConnectionAccess access) {
    return new GrantedAccess(access, Optional.empty());
  }

  /** Leaves the API key out. */
  @Override
  public String toString() {
    return "GrantedAccess[" + access + "]";
  }
}
