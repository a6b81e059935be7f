package dev.patchbay.gateway.access;

import dev.patchbay.gateway.event.ConnectionAccess;
import java.util.Optional;

/**
 * The result of the authorization of a handshake.
 *
 * @param access lasts as long as the connection
 * @param usageIdentifierKey the API key in the answer of the authorizer, which is not kept
 */
record GrantedAccess(ConnectionAccess access, Optional<String> usageIdentifierKey) {

  /** Returns the result without an authorizer. */
  static GrantedAccess of(ConnectionAccess access) {
    return new GrantedAccess(access, Optional.empty());
  }

  /** Leaves the API key out. */
  @Override
  public String toString() {
    return "GrantedAccess[" + access + "]";
  }
}
