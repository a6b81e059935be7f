package dev.patchbay.gateway.backend;

import dev.patchbay.model.NetworkBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The IPv4 address that a router or a kernel extracts from an IPv6 address. */
final class EmbeddedAddress {

  /** A form of IPv6 addresses, with the offset of the four bytes. */
  private record Form(NetworkBlock block, int offset, int mask) {}

  /** Masks for XOR: most forms keep the bytes, and Teredo inverts them. */
  private static final int PLAIN = 0;

  private static final int INVERTED = 0xff;

  private static final int LAST = 12;

  private static final List<Form> FORMS =
      List.of(
          new Form(NetworkBlock.of("::/96"), LAST, PLAIN),
          new Form(NetworkBlock.of("64:ff9b::/96"), LAST, PLAIN),
          new Form(NetworkBlock.of("64:ff9b:1::/48"), LAST, PLAIN),
          new Form(NetworkBlock.of("::ffff:0:0:0/96"), LAST, PLAIN),
          new Form(NetworkBlock.of("2002::/16"), 2, PLAIN),
          new Form(NetworkBlock.of("2001::/32"), LAST, INVERTED));

  /** The middle of an address of ISATAP, in which two bits may differ. */
  private static final byte[] ISATAP = {0, 0, 0x5e, (byte) 0xfe};

  private static final int ISATAP_OFFSET = 8;
  private static final int ISATAP_FLAGS = 3;

  /** ::ffff:0:0/96, which {@link NetworkBlock} would read as version 4. */
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

  private static final NetworkBlock LOOPBACK = NetworkBlock.of("::1/128");

  private EmbeddedAddress() {}

  /**
   * Returns the four bytes; empty for an IPv4 address, and for an IPv6 address without an embedded
   * one.
   */
  static Optional<byte[]> of(byte[] address) {
    if (address.length != 16 || LOOPBACK.contains(address)) {
      return Optional.empty();
    }
    if (isIsatap(address) || Arrays.equals(address, 0, LAST, MAPPED, 0, LAST)) {
      return Optional.of(Arrays.copyOfRange(address, LAST, 16));
    }
    return FORMS.stream()
        .filter(form -> form.block().contains(address))
        .findFirst()
        .map(
            form -> {
              byte[] embedded = Arrays.copyOfRange(address, form.offset(), form.offset() + 4);
              for (int i = 0; i < embedded.length; i++) {
                embedded[i] ^= (byte) form.mask();
              }
              return embedded;
            });
  }

  private static boolean isIsatap(byte[] address) {
    byte[] middle = Arrays.copyOfRange(address, ISATAP_OFFSET, LAST);
    middle[0] &= ~ISATAP_FLAGS;
    return Arrays.equals(middle, ISATAP);
  }
}
