package dev.patchbay.gateway.access;

import dev.patchbay.auth.ApiKeys;
import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.event.RequestParameters;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.route.ApiSnapshot;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the API key of a handshake at the source that the API names: in the header {@code
 * x-api-key}, or in the answer of the authorizer.
 *
 * @param keys asked once for each handshake, so that a reload takes effect at once
 */
record ApiKeyCheck(Supplier<ApiKeys> keys) {

  private static final String HEADER = "x-api-key";

  /**
   * Finds the name of the key.
   *
   * @param usageIdentifierKey of the answer of an authorizer
   * @return nothing where the handshake has no key that is accepted at its stage
   */
  Optional<String> nameOf(
      ApiSnapshot snapshot, RouteEvent event, Optional<String> usageIdentifierKey) {
    Optional<String> value =
        snapshot.hasApiKeysOfAuthorizers()
            ? usageIdentifierKey
            : Optional.ofNullable(RequestParameters.last(event.parameters().headers()).get(HEADER));
    ClientConnection connection = event.connection();
    return value.flatMap(key -> keys.get().nameOf(key, connection.apiId(), connection.stage()));
  }
}
