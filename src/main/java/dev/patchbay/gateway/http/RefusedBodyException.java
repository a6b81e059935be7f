package dev.patchbay.gateway.http;

/** A body is refused: it is too large, or the bodies of all requests together are. */
public final class RefusedBodyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean isTooLarge;

  private RefusedBodyException(String message, boolean isTooLarge) {
    super(message, null, false, false);
    this.isTooLarge = isTooLarge;
  }

  static RefusedBodyException tooLarge() {
    return new RefusedBodyException("the body is too large", true);
  }

  static RefusedBodyException noMemory() {
    return new RefusedBodyException("no memory is left", false);
  }

  /** Whether this body alone is too large. */
  public boolean isTooLarge() {
    return isTooLarge;
  }
}
