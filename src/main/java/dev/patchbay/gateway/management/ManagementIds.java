package dev.patchbay.gateway.management;

import dev.patchbay.gateway.event.RequestIds;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;

/** Draws the identifiers of the answers to backends. Belongs to one event loop. */
public final class ManagementIds {

  private static final HexFormat HEX = HexFormat.of();

  private final SplittableRandom random;
  private final RequestIds requestIds;

  public ManagementIds(SplittableRandom random, RequestIds requestIds) {
    this.random = random;
    this.requestIds = requestIds;
  }

  /** A UUID of version 4 (RFC 9562, section 5.4). */
  String nextRequest() {
    return new UUID(
            (random.nextLong() & ~0xf000L) | 0x4000L,
            (random.nextLong() & (Long.MAX_VALUE >>> 1)) | Long.MIN_VALUE)
        .toString();
  }

  /** Returns sixteen characters, as the identifier of an event has. */
  String nextExtended() {
    return requestIds.nextRequest();
  }

  /** The root of a trace of X-Ray. */
  String nextTrace(long nowMillis) {
    return "Root=1-%s-%s%s"
        .formatted(
            HEX.toHexDigits((int) (nowMillis / 1_000)),
            HEX.toHexDigits(random.nextInt()),
            HEX.toHexDigits(random.nextLong()));
  }
}
