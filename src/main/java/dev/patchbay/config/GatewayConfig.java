package dev.patchbay.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The listening socket of clients.
 *
 * @param port empty where the gateway does not run; 0 for a free one
 * @param eventLoops that serve clients; 0 for as many as there are processors
 * @param url the prefix of the endpoints of APIs
 * @param idleMillis how long a connection may be without a frame
 * @param lifetimeMillis how long a connection may last
 * @param apiKeysFile the API keys of clients; empty where none is accepted
 * @param replicaHost at which other replicas reach this one; empty for the host of the service
 * @param replicaPort on which it listens for them; 0 for a free one
 */
public record GatewayConfig(
    OptionalInt port,
    int eventLoops,
    GatewayUrl url,
    int idleMillis,
    int lifetimeMillis,
    Optional<Path> apiKeysFile,
    Optional<String> replicaHost,
    int replicaPort) {

  /** More serve clients only where somebody has asked for them: each has caches of its own. */
  private static final int LOOPS_BY_PROCESSORS_MAX = 4;

  /** The number of event loops that serve clients. */
  public int loops() {
    return eventLoops > 0
        ? eventLoops
        : Math.min(LOOPS_BY_PROCESSORS_MAX, Runtime.getRuntime().availableProcessors());
  }
}
