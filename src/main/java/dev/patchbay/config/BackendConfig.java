package dev.patchbay.config;

import dev.patchbay.model.NetworkBlock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the gateway calls backends.
 *
 * @param privateNetworks whose addresses they may have
 * @param certificates a PEM file; empty for those that the JVM trusts
 * @param lambdaEndpoint has the operation Invoke of Lambda
 * @param lambdaUrls of functions by their names
 */
public record BackendConfig(
    List<NetworkBlock> privateNetworks,
    Optional<Path> certificates,
    Optional<String> lambdaEndpoint,
    Map<String, String> lambdaUrls) {

  public BackendConfig {
    privateNetworks = List.copyOf(privateNetworks);
    lambdaUrls = Map.copyOf(lambdaUrls);
  }
}
