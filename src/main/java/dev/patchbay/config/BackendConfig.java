package dev.patchbay.config;

import dev.patchbay.model.NetworkBlock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the gateway calls backends.
 *
 * @param privateNetworks whose addresses they may have
 * @param certificates a PEM file; empty for those that the JVM trusts
 */
public record BackendConfig(List<NetworkBlock> privateNetworks, Optional<Path> certificates) {

  public BackendConfig {
    privateNetworks = List.copyOf(privateNetworks);
  }
}
