package dev.patchbay.gateway.event;

import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Draws the identifiers of requests and messages in the forms that AWS's have. */
public final class RequestIds {

  /** Sixteen characters with one equals sign. */
  private static final int REQUEST_BYTES = 11;

  /** Twenty characters with two equals signs, like the identifier of a connection. */
  private static final int MESSAGE_BYTES = 13;

  /** Twenty-four digits of a trace after its time. */
  private static final int TRACE_BYTES = 12;

  private final RandomGenerator random;

  /**
   * Draws identifiers that are unique with high probability and may be predictable.
   *
   * @param random used by the caller's thread only
   */
  public RequestIds(RandomGenerator random) {
    this.random = random;
  }

  public String nextRequest() {
    return next(REQUEST_BYTES);
  }

  public String nextMessage() {
    return next(MESSAGE_BYTES);
  }

  /** The value of X-Amzn-Trace-Id of a request. */
  public String nextTrace(long epochSeconds) {
    byte[] bytes = new byte[TRACE_BYTES];
    random.nextBytes(bytes);
    return "Root=1-%08x-%s".formatted(epochSeconds, HexFormat.of().formatHex(bytes));
  }

  private String next(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
