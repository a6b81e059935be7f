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
 * @param certificates a PEM file of trusted certificates; empty for the JVM's own
 * @param lambdaEndpoint has the operation Invoke of Lambda
 * @param lambdaUrls of functions by their names
 * @param serviceEndpoints of other services of AWS by their names
 * @param credentialsFile by which requests to services of AWS are signed; empty for no signature
 */
public record BackendConfig(
    List<NetworkBlock> privateNetworks,
    Optional<Path> certificates,
    Optional<String> lambdaEndpoint,
    Map<String, String> lambdaUrls,
    Map<String, String> serviceEndpoints,
    Optional<Path> credentialsFile) {

  public BackendConfig {
    privateNetworks = List.copyOf(privateNetworks);
    lambdaUrls = Map.copyOf(lambdaUrls);
    serviceEndpoints = Map.copyOf(serviceEndpoints);
  }
}
