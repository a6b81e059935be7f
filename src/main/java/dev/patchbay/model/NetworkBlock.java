package dev.patchbay.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses that begin with the same bits, for example {@code 10.0.0.0/8}. */
public final class NetworkBlock {

  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)/([0-9]{1,3})");

  private final byte[] first;
  private final int bits;

  private NetworkBlock(byte[] first, int bits) {
    this.first = first;
    this.bits = bits;
  }

  /**
   * Reads an address and the number of its bits that count. No name is looked up.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  public static NetworkBlock of(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a block of addresses: " + text);
    }
    try {
      byte[] first = InetAddress.getByName(parts.group(1)).getAddress();
      int bits = Integer.parseInt(parts.group(2));
      if (bits > first.length * Byte.SIZE) {
        throw new IllegalArgumentException("an address has fewer bits: " + text);
      }
      return new NetworkBlock(first, bits);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + text, e);
    }
  }

  /** Whether it has an address, which must be of the same version. */
  public boolean contains(byte[] address) {
    if (address.length != first.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += Byte.SIZE) {
      int counted = Math.min(Byte.SIZE, bits - bit);
      int mask = 0xff << (Byte.SIZE - counted);
      if (((address[bit / Byte.SIZE] ^ first[bit / Byte.SIZE]) & mask & 0xff) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NetworkBlock block
        && bits == block.bits
        && Arrays.equals(first, block.first);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(first) + bits;
  }
}
