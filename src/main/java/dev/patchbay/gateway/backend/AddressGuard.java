package dev.patchbay.gateway.backend;

import dev.patchbay.model.NetworkBlock;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides whether the gateway may connect to an address: the author of an API chooses the addresses
 * of backends, and must not reach a network that only the gateway can reach.
 */
public final class AddressGuard {

  /** This host, links, multicast, and the services that hand out the identity of a machine. */
  private static final List<NetworkBlock> FORBIDDEN =
      blocks(
          "0.0.0.0/8",
          "169.254.0.0/16",
          "100.100.100.200/32",
          "168.63.129.16/32",
          "192.0.0.192/32",
          "224.0.0.0/4",
          "255.255.255.255/32",
          "::/128",
          "fe80::/10",
          "ff00::/8",
          "fd00:ec2::/32",
          "fd20:ce::254/128");

  /** The blocks that the registries of IANA reserve. */
  private static final List<NetworkBlock> PRIVATE =
      blocks(
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "240.0.0.0/4",
          "::1/128",
          "100::/64",
          "2001:db8::/32",
          "3fff::/20",
          "5f00::/16",
          "fc00::/7",
          "fec0::/10");

  private final List<NetworkBlock> allowed;

  /**
   * A guard.
   *
   * @param allowed the blocks whose private addresses backends may have
   */
  public AddressGuard(List<NetworkBlock> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  private static List<NetworkBlock> blocks(String... texts) {
    return Stream.of(texts).map(NetworkBlock::of).toList();
  }

  /** Returns why an address is refused; empty where it is allowed. */
  Optional<String> refusal(InetAddress address) {
    byte[] bytes = address.getAddress();
    return refusal(bytes, bytes)
        .or(() -> EmbeddedAddress.of(bytes).flatMap(embedded -> refusal(embedded, bytes)))
        .map(reason -> address.getHostAddress() + " " + reason);
  }

  /** Checks an address, or the address that is embedded in it. */
  private Optional<String> refusal(byte[] address, byte[] whole) {
    if (isIn(FORBIDDEN, address)) {
      return Optional.of("is never called");
    }
    boolean isAllowed = !isIn(PRIVATE, address) || isIn(allowed, address) || isIn(allowed, whole);
    return isAllowed
        ? Optional.empty()
        : Optional.of("is private, and PATCHBAY_BACKEND_PRIVATE_NETWORKS does not have it");
  }

  private static boolean isIn(List<NetworkBlock> blocks, byte[] address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }
}
