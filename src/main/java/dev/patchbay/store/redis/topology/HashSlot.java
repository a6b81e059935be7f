package dev.patchbay.store.redis.topology;

import java.nio.charset.StandardCharsets;

/** The slot of a key in a Redis Cluster: CRC16 (XMODEM) of its hash tag, modulo 16384. */
public final class HashSlot {

  static final int COUNT = 16_384;

  private static final int POLYNOMIAL = 0x1021;
  private static final int[] REMAINDERS = remainders();

  private HashSlot() {}

  public static int of(String key) {
    int remainder = 0;
    for (byte next : tag(key).getBytes(StandardCharsets.UTF_8)) {
      remainder = ((remainder << 8) & 0xffff) ^ REMAINDERS[((remainder >> 8) ^ next) & 0xff];
    }
    return remainder & (COUNT - 1);
  }

  /**
   * Returns the text between the first brace and the next closing one, or the whole key where it is
   * empty.
   */
  private static String tag(String key) {
    int open = key.indexOf('{');
    int close = open < 0 ? -1 : key.indexOf('}', open + 1);
    return close > open + 1 ? key.substring(open + 1, close) : key;
  }

  private static int[] remainders() {
    int[] remainders = new int[256];
    for (int octet = 0; octet < remainders.length; octet++) {
      int remainder = octet << 8;
      for (int bit = 0; bit < 8; bit++) {
        remainder =
            (remainder & 0x8000) == 0 ? remainder << 1 : ((remainder << 1) ^ POLYNOMIAL) & 0xffff;
      }
      remainders[octet] = remainder & 0xffff;
    }
    return remainders;
  }
}
