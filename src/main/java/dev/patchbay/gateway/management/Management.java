package dev.patchbay.gateway.management;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.gateway.socket.ConnectionRegistry;
import dev.patchbay.gateway.socket.LocalConnections;
import java.util.Optional;

/**
 * The components for requests of backends to connections; all event loops share them.
 *
 * @param local the connections of this process
 * @param registry the connections of all processes
 * @param verifier of signatures for {@code execute-api}; empty where requests need no signature
 * @param anyone the caller of all requests without a verifier
 * @param accountId of the APIs
 */
public record Management(
    LocalConnections local,
    ConnectionRegistry registry,
    Optional<SigV4Verifier> verifier,
    Caller anyone,
    String accountId) {}
