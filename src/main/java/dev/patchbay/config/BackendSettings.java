package dev.patchbay.config;

import dev.patchbay.model.NetworkBlock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of the calls of backends. */
final class BackendSettings {

  /** Everything: what a service takes that only its own machine reaches. */
  private static final List<NetworkBlock> ALL_NETWORKS =
      List.of(NetworkBlock.of("0.0.0.0/0"), NetworkBlock.of("::/0"));

  static final Setting<Optional<List<NetworkBlock>>> PRIVATE_NETWORKS =
      new Setting<>(
          "PATCHBAY_BACKEND_PRIVATE_NETWORKS",
          "",
          "blocks of addresses, for example 10.0.0.0/8, separated by commas; or none",
          "The private addresses that backends may have; without it all while the service listens on"
              + " a loopback address, else none.",
          false,
          BackendSettings::blocks);

  static final Setting<Optional<Path>> CA_FILE =
      Setting.file(
          "PATCHBAY_BACKEND_CA_FILE",
          "a PEM file",
          "The certificates by which backends are trusted, in place of those of the JVM.");

  /** In the order operators read them. */
  static final List<Setting<?>> ALL = List.of(PRIVATE_NETWORKS, CA_FILE);

  private BackendSettings() {}

  private static Optional<List<NetworkBlock>> blocks(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        text.equals("none")
            ? List.of()
            : Stream.of(text.split(",", -1)).map(String::strip).map(NetworkBlock::of).toList());
  }

  /**
   * Reads the settings.
   *
   * @param isLoopback whether the service listens on a loopback address
   */
  static BackendConfig from(Map<String, String> environment, boolean isLoopback) {
    return new BackendConfig(
        PRIVATE_NETWORKS.from(environment).orElse(isLoopback ? ALL_NETWORKS : List.of()),
        CA_FILE.from(environment));
  }
}
