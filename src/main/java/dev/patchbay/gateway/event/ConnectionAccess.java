package dev.patchbay.gateway.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The results of the checks of a handshake, which last as long as the connection.
 *
 * @param identity members of {@code $context.identity}
 * @param authorizer members of {@code $context.authorizer}; nothing where no authorizer ran
 * @param latencyMillis how long the authorizer took, which only the handshake sees
 */
public record ConnectionAccess(
    Map<String, String> identity,
    Optional<Map<String, String>> authorizer,
    OptionalLong latencyMillis) {

  /** The access of a client of an open route. */
  public static final ConnectionAccess OPEN =
      new ConnectionAccess(Map.of(), Optional.empty(), OptionalLong.empty());

  public ConnectionAccess {
    identity = Collections.unmodifiableMap(new LinkedHashMap<>(identity));
    authorizer =
        authorizer.map(members -> Collections.unmodifiableMap(new LinkedHashMap<>(members)));
  }

  /** Returns the same with the name of an API key. */
  public ConnectionAccess withApiKey(String apiKeyId) {
    Map<String, String> known = new LinkedHashMap<>(identity);
    known.put("apiKeyId", apiKeyId);
    return new ConnectionAccess(known, authorizer, latencyMillis);
  }

  /** Whether the handshake had a signature, an authorizer or an API key. */
  public boolean isProved() {
    return !identity.isEmpty() || authorizer.isPresent();
  }

  /** The members of {@code $context.authorizer} for an event. */
  Optional<Map<String, Object>> authorizerOf(EventType type) {
    return authorizer.map(
        members -> {
          Map<String, Object> all = new LinkedHashMap<>(members);
          if (type == EventType.CONNECT) {
            latencyMillis.ifPresent(millis -> all.put("integrationLatency", millis));
          }
          return all;
        });
  }
}
