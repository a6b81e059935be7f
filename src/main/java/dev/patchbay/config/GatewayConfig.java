package dev.patchbay.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The listening socket of clients.
 *
 * @param port empty where the gateway does not run; 0 for a free one
 * @param url the prefix of the endpoints of APIs
 * @param idleMillis how long a connection may be without a frame
 * @param lifetimeMillis how long a connection may last
 * @param apiKeysFile the API keys of clients; empty where none is accepted
 * @param replicaHost at which other replicas reach this one; empty for the host of the service
 * @param replicaPort on which it listens for them; 0 for a free one
 */
public record GatewayConfig(
    OptionalInt port,
    GatewayUrl url,
    int idleMillis,
    int lifetimeMillis,
    Optional<Path> apiKeysFile,
    Optional<String> replicaHost,
    int replicaPort) {}
