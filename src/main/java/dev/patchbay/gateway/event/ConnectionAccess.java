package dev.patchbay.gateway.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a client since its handshake was checked; it lasts as long as the connection.
 *
 * @param identity members of {@code $context.identity}
 * @param authorizer members of {@code $context.authorizer}; nothing where no authorizer ran
 * @param latencyMillis how long the authorizer took, which only the handshake sees
 */
public record ConnectionAccess(
    Map<String, String> identity,
    Optional<Map<String, String>> authorizer,
    OptionalLong latencyMillis) {

  /** Of a client that nothing was asked of. */
  public static final ConnectionAccess OPEN =
      new ConnectionAccess(Map.of(), Optional.empty(), OptionalLong.empty());

  public ConnectionAccess {
    identity = Collections.unmodifiableMap(new LinkedHashMap<>(identity));
    authorizer =
        authorizer.map(members -> Collections.unmodifiableMap(new LinkedHashMap<>(members)));
  }

  /** The same of a client that has shown an API key. */
  public ConnectionAccess withApiKey(String apiKeyId) {
    Map<String, String> known = new LinkedHashMap<>(identity);
    known.put("apiKeyId", apiKeyId);
    return new ConnectionAccess(known, authorizer, latencyMillis);
  }

  /** Whether the handshake has shown credentials of any kind. */
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
